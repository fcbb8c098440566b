'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useEndSilence, useSilences } from '@/lib/api/alert-settings';
import { useOverview } from '@/lib/api/clusters';
import type { Silence } from '@/lib/domain/api/alerts';
import { ListSkeleton } from '../activity/list-skeleton';
import { useMay } from '../shell/session-context';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Table, Td, Th } from '../ui/table';
import { useFormat } from '../ui/use-format';
import { useNow } from '../ui/use-now';

import { SilenceDialog } from './silence-dialog';
import { useRuleTitle } from './use-alert-words';

/** The silences of a cluster: those that hold first, as the server lists them newest first. */
export const SilencesPanel = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('alerts.silence');
  const [isAdding, setAdding] = useState(false);
  const maySilence = useMay('alert:silence');
  const { data, error, refetch } = useSilences(cluster);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 py-2">
        <p className="text-muted">{t('meaning')}</p>
        {maySilence ? (
          <Button size="sm" className="ml-auto" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        ) : null}
      </div>
      {error ? (
        <div className="px-4 pb-4">
          <ErrorNotice error={error} onRetry={() => refetch()} />
        </div>
      ) : null}
      {data === undefined ? (
        error ? null : (
          <ListSkeleton />
        )
      ) : data.silences.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <SilencesTable cluster={cluster} silences={data.silences} maySilence={maySilence} />
      )}
      {isAdding ? (
        <SilenceDialog
          cluster={cluster}
          target={{ rule: '', memberId: '' }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
};

type SilencesTableProps = { cluster: string; silences: readonly Silence[]; maySilence: boolean };

const SilencesTable = ({ cluster, silences, maySilence }: SilencesTableProps) => {
  const t = useTranslations('alerts.silence');
  const now = useNow().toISOString();
  const endSilence = useEndSilence(cluster);
  const holds = ({ endedAt, endsAt }: Silence) => endedAt === null && endsAt > now;
  const sorted = [...silences.filter(holds), ...silences.filter((silence) => !holds(silence))];
  return (
    <>
      {endSilence.error ? (
        <div className="px-4 pb-3">
          <ErrorNotice error={endSilence.error} />
        </div>
      ) : null}
      <Table label={t('list')}>
        <thead>
          <tr>
            <Th>{t('columns.state')}</Th>
            <Th>{t('columns.what')}</Th>
            <Th>{t('columns.reason')}</Th>
            <Th>{t('columns.by')}</Th>
            <Th>{t('columns.end')}</Th>
            {maySilence ? (
              <Th>
                <span className="sr-only">{t('columns.actions')}</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {sorted.map((silence) => (
            <SilenceRow
              key={silence.id}
              cluster={cluster}
              silence={silence}
              holds={holds(silence)}
              onEnd={maySilence ? () => endSilence.mutate(silence.id) : undefined}
              isEnding={endSilence.isPending}
            />
          ))}
        </tbody>
      </Table>
    </>
  );
};

type SilenceRowProps = {
  cluster: string;
  silence: Silence;
  holds: boolean;
  /** Left out for those who may not. */
  onEnd: (() => void) | undefined;
  isEnding: boolean;
};

const SilenceRow = ({ cluster, silence, holds, onEnd, isEnding }: SilenceRowProps) => {
  const t = useTranslations('alerts.silence');
  const { dateTime } = useFormat();
  const ruleTitle = useRuleTitle();
  const { data: overview } = useOverview(cluster);
  const member = overview?.members.find(({ id }) => id === silence.memberId);
  return (
    <tr className="align-top">
      <Td>{holds ? t('holds') : <span className="text-muted">{t('over')}</span>}</Td>
      <Td className="min-w-40 whitespace-normal!">
        {silence.rule === null ? t('allRules') : ruleTitle(silence.rule)}
        {', '}
        {silence.memberId === null ? t('allMembers') : member?.name || silence.memberId}
      </Td>
      <Td className="min-w-40 whitespace-normal! break-words">{silence.reason}</Td>
      <Td className="whitespace-normal!">
        {silence.createdBy}{' '}
        <span className="block text-muted text-xs">{dateTime(silence.createdAt)}</span>
      </Td>
      <Td className="whitespace-normal!">{dateTime(silence.endedAt ?? silence.endsAt)}</Td>
      {onEnd === undefined ? null : (
        <Td className="text-right">
          {holds ? (
            <Button size="sm" disabled={isEnding} onClick={onEnd}>
              {t('endNow')}
            </Button>
          ) : null}
        </Td>
      )}
    </tr>
  );
};
