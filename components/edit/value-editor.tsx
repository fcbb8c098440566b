'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCreateKey, useSaveKey } from '@/lib/api/edit';
import { keyQuery } from '@/lib/api/keys';
import { problemCode } from '@/lib/api/problem-code';
import type { WrittenKey } from '@/lib/domain/api/edits';
import type { Key } from '@/lib/domain/api/keys';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { ConflictView } from './conflict-view';
import { type Draft, draftBody, draftDifference, isChanged } from './draft';
import { ValueDiff } from './value-diff';
import { ValueForm } from './value-form';
import { WriteProblem } from './write-problem';

type ValueEditorProps = {
  cluster: string;
  /** The key, base64url. */
  keyBytes: string;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  /** Editing ended; with what came of it where something was saved. */
  onEnd: (written?: WrittenKey) => void;
  /** The revision at which somebody else changed the key while it is edited. */
  changedAt: string | undefined;
};

/** What stands there now, read when a conflict shows; `gone` where the key was deleted. */
type Theirs = Key | 'gone';

/** Problems after which the key is not what the draft began with. */
const isConflict = (error: unknown): boolean => {
  const code = problemCode(error);
  return code === 'key_changed' || code === 'key_gone' || code === 'key_exists';
};

/** Edits a value: type, look at the difference, save; where somebody was faster, all three sides. */
export const ValueEditor = (props: ValueEditorProps) => {
  const { cluster, keyBytes, draft, onDraft, onEnd, changedAt } = props;
  const t = useTranslations('edit');
  const client = useQueryClient();
  const save = useSaveKey(cluster);
  const create = useCreateKey(cluster);
  const [isReviewing, setIsReviewing] = useState(false);
  const [theirs, setTheirs] = useState<Theirs | undefined>();
  const [lookFailure, setLookFailure] = useState<unknown>(null);

  const look = async () => {
    try {
      setTheirs(await client.fetchQuery({ ...keyQuery(cluster, keyBytes), staleTime: 0 }));
      setLookFailure(null);
    } catch (error) {
      if (problemCode(error) === 'not_found') {
        setTheirs('gone');
      } else {
        setLookFailure(error);
      }
    }
  };
  const onError = (error: unknown) => {
    if (isConflict(error)) {
      void look();
    }
  };
  const body = draftBody(draft);
  const saveOver = (modRevision: string) => {
    if (body !== undefined) {
      save.mutate({ key: keyBytes, modRevision, ...body }, { onSuccess: onEnd, onError });
    }
  };
  const createAnew = () => {
    if (body !== undefined && 'value' in body) {
      create.mutate({ key: keyBytes, value: body.value }, { onSuccess: onEnd, onError });
    }
  };
  const editOn = (next: Draft) => {
    onDraft(next);
    setTheirs(undefined);
    setIsReviewing(false);
    save.reset();
  };
  const isPending = save.isPending || create.isPending;
  const failure = lookFailure ?? save.error ?? create.error;

  if (theirs !== undefined) {
    return (
      <ConflictView
        cluster={cluster}
        keyBytes={keyBytes}
        draft={draft}
        theirs={theirs}
        onTheirs={setTheirs}
        canWrite={body !== undefined && !isPending}
        isPending={isPending}
        error={isConflict(failure) ? null : failure}
        onWriteOver={saveOver}
        onCreate={createAnew}
        onEditOn={editOn}
        onDiscard={() => onEnd()}
      />
    );
  }
  return (
    <section aria-label={t('editing')} className="flex min-h-0 flex-1 flex-col gap-2.5 p-4">
      {changedAt === undefined ? null : (
        <Notice
          tone="warning"
          role="status"
          action={
            <Button size="sm" onClick={() => void look()}>
              {t('look')}
            </Button>
          }
        >
          {t('changedMeanwhile', { revision: changedAt })}
        </Notice>
      )}
      {isReviewing ? (
        <ValueDiff {...draftDifference(draft, draft.base.value)} label={t('difference')} />
      ) : (
        <ValueForm draft={draft} onChange={onDraft} autoFocus />
      )}
      <WriteProblem error={failure} />
      <footer className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-muted text-xs">
          {t('basedOn', { revision: draft.base.modRevision })}
        </p>
        <Button onClick={() => onEnd()} disabled={isPending}>
          {t(isChanged(draft) ? 'discard' : 'close')}
        </Button>
        {isReviewing ? (
          <>
            <Button onClick={() => setIsReviewing(false)} disabled={isPending}>
              {t('editOn')}
            </Button>
            <Button
              variant="primary"
              onClick={() => saveOver(draft.base.modRevision)}
              disabled={isPending}
              autoFocus
            >
              {t(isPending ? 'saving' : 'save')}
            </Button>
          </>
        ) : (
          <Button
            variant="primary"
            onClick={() => setIsReviewing(true)}
            disabled={body === undefined}
          >
            {t('review')}
          </Button>
        )}
      </footer>
    </section>
  );
};
