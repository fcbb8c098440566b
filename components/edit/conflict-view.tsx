'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { revealKey } from '@/lib/api/keys';
import type { Key } from '@/lib/domain/api/keys';
import { RevealDialog } from '../keys/reveal-dialog';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Notice } from '../ui/notice';
import { type Draft, draftDifference, valueDifference } from './draft';
import { ValueDiff } from './value-diff';
import { WriteProblem } from './write-problem';

type ConflictViewProps = {
  cluster: string;
  keyBytes: string;
  draft: Draft;
  /** The key as it stands now. */
  theirs: Key | 'gone';
  onTheirs: (theirs: Key) => void;
  /** What was typed means something, and nothing is being written. */
  canWrite: boolean;
  isPending: boolean;
  error: unknown;
  onWriteOver: (modRevision: string) => void;
  onCreate: () => void;
  onEditOn: (draft: Draft) => void;
  onDiscard: () => void;
};

/** Somebody was faster: what they changed, what one's own text would change of that, and a choice. */
export const ConflictView = (props: ConflictViewProps) => {
  const { draft, theirs, canWrite, isPending, error } = props;
  const { onWriteOver, onCreate, onEditOn, onDiscard } = props;
  const t = useTranslations('edit');
  const isGone = theirs === 'gone';
  const isSeen = !isGone && theirs.value.raw !== null;
  return (
    <section
      aria-label={t('conflict.title')}
      className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-auto p-4"
    >
      <Notice tone="warning" role="alert">
        {isGone
          ? t('conflict.gone')
          : t('conflict.changed', {
              base: draft.base.modRevision,
              revision: theirs.modRevision,
            })}
      </Notice>
      {isGone ? null : <ThreeWays {...props} theirs={theirs} />}
      <WriteProblem error={error} />
      <footer className="flex flex-wrap items-center justify-end gap-2">
        <span className="mr-auto">
          <CopyButton text={draft.text} label={t('conflict.copyMine')} />
        </span>
        <Button onClick={onDiscard} disabled={isPending}>
          {t(isGone ? 'discard' : 'conflict.takeTheirs')}
        </Button>
        {isSeen ? (
          <>
            <Button
              onClick={() =>
                onEditOn({
                  ...draft,
                  base: { modRevision: theirs.modRevision, value: theirs.value },
                })
              }
              disabled={isPending}
            >
              {t('conflict.editOn')}
            </Button>
            <Button
              variant="danger"
              onClick={() => onWriteOver(theirs.modRevision)}
              disabled={!canWrite}
            >
              {t('conflict.writeOver', { revision: theirs.modRevision })}
            </Button>
          </>
        ) : null}
        {isGone && draft.form !== 'yaml' ? (
          <Button variant="primary" onClick={onCreate} disabled={!canWrite}>
            {t('conflict.create')}
          </Button>
        ) : null}
      </footer>
    </section>
  );
};

type ThreeWaysProps = Pick<ConflictViewProps, 'cluster' | 'keyBytes' | 'draft' | 'onTheirs'> & {
  theirs: Key;
};

/** Base to theirs, and theirs to mine. A masked value is looked at by revealing it. */
const ThreeWays = ({ cluster, keyBytes, draft, theirs, onTheirs }: ThreeWaysProps) => {
  const t = useTranslations('edit');
  const [isAsking, setIsAsking] = useState(false);
  const reveal = useMutation({
    mutationFn: (reason: string) => revealKey(cluster, keyBytes, reason),
    gcTime: 0,
    onSuccess: (key) => {
      onTheirs(key);
      setIsAsking(false);
    },
  });
  if (theirs.value.raw === null) {
    return (
      <>
        <Notice
          action={
            theirs.masked && theirs.mayReveal ? (
              <Button size="sm" onClick={() => setIsAsking(true)}>
                {t('conflict.reveal')}
              </Button>
            ) : undefined
          }
        >
          {t('conflict.masked')}
        </Notice>
        {isAsking ? (
          <RevealDialog
            name={theirs.key.text}
            isPending={reveal.isPending}
            error={reveal.error}
            onReveal={(reason) => reveal.mutate(reason)}
            onClose={() => setIsAsking(false)}
          />
        ) : null}
      </>
    );
  }
  return (
    <>
      <h3 className="font-semibold">{t('conflict.theirChange')}</h3>
      <ValueDiff
        {...valueDifference(draft.form, draft.base.value, theirs.value)}
        label={t('conflict.theirChange')}
      />
      <h3 className="font-semibold">{t('conflict.myChange')}</h3>
      <ValueDiff {...draftDifference(draft, theirs.value)} label={t('conflict.myChange')} />
    </>
  );
};
