'use client';

import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChangeTail } from '@/lib/api/changes';
import type { Change, ChangeKind, Changes } from '@/lib/domain/api/changes';
import type { KeysPanelProps } from '../keys/panel-props';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { useCodeText } from '../ui/use-code-text';
import { ChangeList } from './change-list';
import { ChangesToolbar } from './changes-toolbar';
import { RatesCard } from './rates-card';
import { SpokenChanges } from './spoken-changes';
import { useHeldEntries } from './use-held-entries';
import { useTimeOfDay } from './use-time-of-day';

/** A live tail of what changes under the open folder, and what is writing how much. */
export const ChangesPanel = (props: KeysPanelProps) => (
  // Another folder is another tail: what was paused or gone into does not carry over.
  <ChangesOfPrefix key={`${props.cluster} ${props.prefix}`} {...props} />
);

const ChangesOfPrefix = ({ cluster, prefix, onOpen }: KeysPanelProps) => {
  const [typed, setTyped] = useState('');
  const [change, setChange] = useState<ChangeKind | undefined>();
  const filter = useDeferredValue(typed);
  const { data, error, refetch } = useChangeTail({ cluster, prefix, filter, change });
  const { shown, ...held } = useHeldEntries(data?.entries ?? []);

  const openChange = ({ change: what, key, revision }: Change) => {
    // A deleted key is shown as it was just before.
    const before = (BigInt(revision) - 1n).toString();
    onOpen('key', key.bytes, what === 'delete' ? before : undefined);
  };
  const choose = (chosen: ChangeKind | undefined) => {
    held.resume();
    setChange(chosen);
  };
  const type = (text: string) => {
    held.resume();
    setTyped(text);
  };

  return (
    <div className="grid h-full min-h-100 grid-rows-[3fr_2fr] lg:grid-cols-[minmax(0,3fr)_minmax(340px,2fr)] lg:grid-rows-1">
      <section className="flex min-h-0 min-w-0 flex-col border-line border-b lg:border-r lg:border-b-0">
        <div className="grid gap-2 border-line border-b px-4 py-2">
          <ChangesToolbar
            filter={typed}
            onFilter={type}
            change={change}
            onChange={choose}
            isPaused={held.isPaused}
            arrived={held.arrived}
            onPause={held.pause}
            onResume={held.resume}
          />
          {data === undefined ? null : <Following answer={data.answer} />}
          {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
        </div>
        {data === undefined ? (
          <Loading isShown={error === null} />
        ) : shown.length === 0 ? (
          <NoChanges isFiltered={filter !== '' || change !== undefined} />
        ) : (
          <ChangeList
            prefix={data.answer.prefix.text}
            entries={shown}
            onAtTop={held.atTop}
            onOpen={openChange}
          />
        )}
        <SpokenChanges last={data?.entries.at(-1)?.sequence ?? 0} />
      </section>
      <RatesCard cluster={cluster} prefix={prefix} onOpen={onOpen} />
    </div>
  );
};

/** Since when changes are collected, and what keeps them from coming. */
const Following = ({ answer: { prefix, since, status, code } }: { answer: Changes }) => {
  const t = useTranslations('changes');
  const textOfCode = useCodeText('errors');
  const timeOfDay = useTimeOfDay();
  const isBroken = status === 'interrupted' || status === 'refused';
  return (
    <>
      <p className="break-words text-muted text-sm">
        {status === 'starting'
          ? t('starting')
          : t.rich(prefix.bytes === '' ? 'sinceOfAll' : 'since', {
              prefix: () => <span className="font-mono text-ink">{prefix.text}</span>,
              time: timeOfDay(since),
            })}
      </p>
      {isBroken ? (
        <Notice tone="warning" role="status">
          {t(`following.${status}`)} {textOfCode(code ?? '', {}) ?? code}
        </Notice>
      ) : null}
    </>
  );
};

const NoChanges = ({ isFiltered }: { isFiltered: boolean }) => {
  const t = useTranslations('changes');
  return (
    <div className="flex-1">
      <EmptyState title={t(isFiltered ? 'noMatch' : 'none')}>
        {t(isFiltered ? 'noMatchWhy' : 'noneWhy')}
      </EmptyState>
    </div>
  );
};

const Loading = ({ isShown }: { isShown: boolean }) => {
  const t = useTranslations('changes');
  return isShown ? (
    <div role="status" className="grid flex-1 content-start gap-2 p-4">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-4/5" />
    </div>
  ) : null;
};
