'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { MoreButton } from '@/components/activity/more-button';
import type { OpenTarget } from '@/components/keys/panel-props';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Th } from '@/components/ui/table';
import { useKeyHistory } from '@/lib/api/history';
import type { KeyRevision } from '@/lib/domain/api/history';
import { HistoryRow } from './history-row';
import { RestoreKeyDialog } from './restore-key-dialog';
import { useMoments } from './use-moments';

type KeyHistoryProps = {
  cluster: string;
  /** base64url. */
  keyBytes: string;
  onOpen: OpenTarget;
};

/** Everything that happened to a key, newest first: what differed each time, and a way back. */
export const KeyHistory = ({ cluster, keyBytes, onOpen }: KeyHistoryProps) => {
  const t = useTranslations('history');
  const query = useKeyHistory(cluster, keyBytes);
  const [restored, setRestored] = useState<KeyRevision>();
  if (query.isPending) {
    return <Skeleton className="m-4 h-40" />;
  }
  if (query.isError) {
    return (
      <div className="p-4">
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  const { pages } = query.data;
  const [first] = pages;
  const entries = pages.flatMap((page) => page.entries);
  const oldest = pages.at(-1)?.oldest ?? '1';
  if (first === undefined || entries.length === 0) {
    return <EmptyState title={t('key.empty')}>{t('key.emptyWhy')}</EmptyState>;
  }
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <Table label={t('key.list', { key: first.key.text })}>
        <thead>
          <tr>
            <Th numeric>{t('key.revision')}</Th>
            <Th>{t('key.time')}</Th>
            <Th>{t('key.what')}</Th>
            <Th numeric>{t('key.version')}</Th>
            <Th numeric>{t('key.size')}</Th>
            <Th>{t('key.lease')}</Th>
            <Th>
              <span className="sr-only">{t('key.actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <HistoryRow
              key={entry.revision}
              {...{ cluster, keyBytes, oldest, entry, onOpen }}
              isCurrent={entry.revision === first.current}
              onRestore={() => setRestored(entry)}
            />
          ))}
        </tbody>
      </Table>
      <MoreButton pages={query} />
      <HistoryEnd
        isEnd={!query.hasNextPage}
        oldest={oldest}
        isComplete={pages.every((page) => page.isComplete)}
        isCreation={entries.at(-1)?.kind === 'create'}
      />
      {restored === undefined ? null : (
        <RestoreKeyDialog
          {...{ cluster, keyBytes, oldest }}
          name={first.key.text}
          entry={restored}
          current={first.current}
          onClose={() => setRestored(undefined)}
        />
      )}
    </div>
  );
};

type HistoryEndProps = {
  isEnd: boolean;
  oldest: string;
  isComplete: boolean;
  isCreation: boolean;
};

/** Why the list ends where it does. */
const HistoryEnd = ({ isEnd, oldest, isComplete, isCreation }: HistoryEndProps) => {
  const t = useTranslations('history');
  const moments = useMoments();
  return (
    <div className="grid gap-2 px-4 py-3">
      {isComplete ? null : <Notice>{t('key.mayHideMore')}</Notice>}
      {isEnd ? (
        <p className="text-muted text-xs">
          {oldest === '1'
            ? t('key.endWhole')
            : t(isCreation ? 'key.endCreated' : 'key.endCompacted', {
                oldest: moments.revision(oldest),
              })}
        </p>
      ) : null}
    </div>
  );
};
