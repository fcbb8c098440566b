'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { MoreButton } from '@/components/activity/more-button';
import type { OpenTarget } from '@/components/keys/panel-props';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { useComparisonRows } from '@/lib/api/history';
import type { Comparison, RestoreSelection } from '@/lib/domain/api/history';
import { ComparisonPart } from './comparison-part';
import { DeletedTable } from './deleted-table';
import { KeyFilter } from './key-filter';
import { OperationState } from './operation-state';
import { RestoreRemovedDialog } from './restore-removed-dialog';
import { RestoreState } from './restore-state';
import { useMoments } from './use-moments';

/** The server takes so many single keys at once; folders are not bounded. */
const mostSelected = 500;

type DeletedResultProps = { cluster: string; id: string; onOpen: OpenTarget };

/** What a look for deleted keys has found by now, and what is done with it. */
export const DeletedResult = ({ cluster, id, onOpen }: DeletedResultProps) => (
  <ComparisonPart cluster={cluster} id={id}>
    {(comparison) => <FoundKeys cluster={cluster} comparison={comparison} onOpen={onOpen} />}
  </ComparisonPart>
);

type FoundKeysProps = { cluster: string; comparison: Comparison; onOpen: OpenTarget };

const FoundKeys = ({ cluster, comparison, onOpen }: FoundKeysProps) => {
  const t = useTranslations('history');
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [planned, setPlanned] = useState<RestoreSelection>();
  const [restoring, setRestoring] = useState<string>();
  const { operation, listed, prefix } = comparison;
  const { id } = operation;
  const rows = useComparisonRows(cluster, { id, listed }, { kind: 'removed', text });
  const found = rows.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section aria-label={t('deleted.result')} className="grid gap-3">
      <OperationState operation={operation} partly={t('deleted.partly')} />
      <Summary comparison={comparison} />
      {restoring === undefined ? null : (
        <RestoreState cluster={cluster} comparison={comparison} operation={restoring} />
      )}
      {listed === 0 ? null : (
        <>
          <Toolbar
            {...{ text, comparison }}
            onText={setText}
            selected={selected.size}
            onSelected={() => setPlanned({ keys: [...selected], prefixes: [] })}
            onAll={() => setPlanned({ keys: [], prefixes: [prefix.bytes] })}
          />
          <Card>
            <DeletedTable
              rows={found}
              selected={selected}
              onSelect={setSelected}
              onOpen={(bytes) => onOpen('key', bytes, comparison.leftRevision)}
            />
            <MoreButton pages={rows} />
          </Card>
        </>
      )}
      {operation.state === 'succeeded' && listed === 0 ? (
        <EmptyState title={t('deleted.none')}>{t('deleted.noneWhy')}</EmptyState>
      ) : null}
      {planned === undefined ? null : (
        <RestoreRemovedDialog
          {...{ cluster, id }}
          selection={planned}
          onStarted={(started) => {
            setRestoring(started);
            setPlanned(undefined);
            setSelected(new Set());
          }}
          onClose={() => setPlanned(undefined)}
        />
      )}
    </section>
  );
};

const Summary = ({ comparison }: { comparison: Comparison }) => {
  const t = useTranslations('history');
  const moments = useMoments();
  const { counts, leftRevision, leftTime, listed, isCut, operation } = comparison;
  const since = [moments.about(leftTime), moments.revision(leftRevision)]
    .filter((part) => part !== undefined)
    .join(' · ');
  if (operation.state !== 'succeeded' && listed === 0) {
    return null;
  }
  return (
    <>
      <p>{t('deleted.summary', { count: Number(counts.removed), since })}</p>
      {isCut ? <Notice tone="warning">{t('deleted.cut', { listed })}</Notice> : null}
    </>
  );
};

type ToolbarProps = {
  comparison: Comparison;
  text: string;
  onText: (text: string) => void;
  selected: number;
  onSelected: () => void;
  onAll: () => void;
};

const Toolbar = ({ comparison, text, onText, selected, onSelected, onAll }: ToolbarProps) => {
  const t = useTranslations('history');
  const mayWrite = useMay('key:write');
  const isRunning = comparison.operation.state === 'running';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <KeyFilter text={text} onText={onText} />
      {mayWrite ? (
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {selected > mostSelected ? (
            <span className="text-muted text-xs">
              {t('deleted.tooMany', { most: mostSelected })}
            </span>
          ) : null}
          <Button disabled={selected === 0 || selected > mostSelected} onClick={onSelected}>
            {t('deleted.bringSelected', { count: selected })}
          </Button>
          <Button disabled={isRunning} onClick={onAll}>
            {t('deleted.bringAll', { count: comparison.listed })}
          </Button>
        </div>
      ) : null}
    </div>
  );
};
