'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { keyQuery } from '@/lib/api/keys';
import { problemCode } from '@/lib/api/problem-code';
import type { Key } from '@/lib/domain/api/keys';
import type { Draft } from '../edit/draft';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { KeyHeader } from './key-header';
import {
  DeletedNotice,
  MaskedNotice,
  RefusalNotice,
  RevealedNotice,
  WrittenNotice,
} from './key-notices';
import { LazyHistory } from './lazy-history';
import type { OpenTarget } from './panel-props';
import { RevealDialog } from './reveal-dialog';
import type { ValueView } from './use-key-location';
import { type LiveKey, useLiveKey } from './use-live-key';
import { useReveal } from './use-reveal';
import { useValueEdit } from './use-value-edit';
import { ValueNotes } from './value-notes';
import { ValueTabs } from './value-tabs';

const KeyActions = lazy(async () => ({
  default: (await import('../edit/key-actions')).KeyActions,
}));
const ValueEditor = lazy(async () => ({
  default: (await import('../edit/value-editor')).ValueEditor,
}));

type KeyPaneProps = {
  cluster: string;
  /** The key, base64url. */
  keyBytes: string;
  /** The past revision to show, null for the newest. */
  revision: string | null;
  view: ValueView | null;
  onView: (view: ValueView) => void;
  onOpen: OpenTarget;
};

/** The revision at which the key went on without a draft of it. */
const outrunAt = (draft: Draft, now: Key | undefined, live: LiveKey): string | undefined =>
  now?.modRevision === draft.base.modRevision
    ? undefined
    : (live.changedAt ?? now?.modRevision ?? draft.base.modRevision);

/** One key: metadata, value and what may be done with it. It follows the store while it is open. */
export const KeyPane = ({ cluster, keyBytes, revision, view, onView, onOpen }: KeyPaneProps) => {
  const isPast = revision !== null;
  const { data, error, isPending, refetch, dataUpdatedAt } = useQuery(
    keyQuery(cluster, keyBytes, revision ?? undefined),
  );
  const { revealed, reveal, hide, ...revealing } = useReveal(cluster, keyBytes);
  const [isAsking, setIsAsking] = useState(false);
  const live = useLiveKey(cluster, keyBytes, !isPast);
  const edit = useValueEdit(cluster, keyBytes);
  if (isPending) {
    return <Loading />;
  }
  const isGone = problemCode(error) === 'not_found';
  const draft = isPast ? undefined : edit.draft;
  const editor =
    draft === undefined ? null : (
      <Suspense fallback={<Skeleton className="m-4 h-60" />}>
        <ValueEditor
          cluster={cluster}
          keyBytes={keyBytes}
          draft={draft}
          onDraft={edit.change}
          onEnd={edit.end}
          changedAt={outrunAt(draft, isGone ? undefined : data, live)}
        />
      </Suspense>
    );
  const failure =
    error === null || isGone ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <section className="flex min-h-0 flex-1 flex-col">
        <div className="p-4">{failure ?? <ErrorNotice error={error} />}</div>
        {editor ?? (isGone ? <LazyHistory {...{ cluster, keyBytes, onOpen }} /> : null)}
      </section>
    );
  }
  const shown = revealed ?? data;
  const isRevealed = revealed !== undefined;
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-label={shown.key.text}>
      <KeyHeader shown={shown} readAt={dataUpdatedAt} />
      <div className="grid gap-2 px-4 py-2 empty:hidden">
        {failure}
        {isGone ? <DeletedNotice at={live.deletedAt} /> : null}
        {edit.written === undefined ? null : <WrittenNotice written={edit.written} />}
        {isPast || isGone || draft !== undefined ? null : (
          <Suspense>
            <KeyActions
              {...{ cluster, shown, onOpen }}
              onEdit={() => void edit.begin(shown)}
              onWritten={edit.tell}
            />
          </Suspense>
        )}
        {edit.failure === null ? null : <ErrorNotice error={edit.failure} />}
        {edit.refusal === null ? null : <RefusalNotice reason={edit.refusal} />}
        {isRevealed ? <RevealedNotice onHide={hide} /> : null}
        {shown.masked && draft === undefined ? (
          <MaskedNotice shown={shown} onAsk={isPast ? undefined : () => setIsAsking(true)} />
        ) : null}
        <ValueNotes shown={shown} />
      </div>
      {editor ?? <ValueTabs {...{ cluster, shown, revision, isRevealed, view, onView, onOpen }} />}
      {isAsking ? (
        <RevealDialog
          name={shown.key.text}
          isPending={revealing.isPending}
          error={revealing.error}
          onReveal={(reason) => reveal(reason, { onSuccess: () => setIsAsking(false) })}
          onClose={() => {
            setIsAsking(false);
            if (!isRevealed) {
              hide();
            }
          }}
        />
      ) : null}
    </section>
  );
};

const Loading = () => {
  const t = useTranslations('keys');
  return (
    <div className="grid gap-3 p-4" role="status">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-60 w-full" />
    </div>
  );
};
