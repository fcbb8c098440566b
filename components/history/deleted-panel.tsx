'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeysPanelProps } from '@/components/keys/panel-props';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useComparisons, useRevisions, useStartComparison } from '@/lib/api/history';
import type { Revisions } from '@/lib/domain/api/history';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { DeletedResult } from './deleted-result';
import { HorizonText } from './moment-dialog';
import { historyOf, MomentField } from './moment-field';
import { PanelIntroduction } from './panel-introduction';
import { resolveMoment, usualMoment } from './resolve-moment';

/** What was deleted under a prefix since a moment, with a way to bring it back. */
export const DeletedPanel = ({ cluster, prefix, onOpen }: KeysPanelProps) => {
  const t = useTranslations('history');
  const revisions = useRevisions(cluster);
  const { data: known } = useComparisons(cluster);
  const start = useStartComparison(cluster);
  const latest = known?.comparisons.find(
    (comparison) => comparison.onlyRemoved && comparison.prefix.bytes === prefix,
  );
  const shown = start.data?.id ?? latest?.operation.id;
  return (
    <div className="grid gap-4 p-4">
      <PanelIntroduction
        title={t('deleted.title', { prefix: prefix === '' ? t('everything') : nameOf(prefix) })}
        text={t('deleted.text')}
        isWhole={prefix === ''}
      />
      {revisions.data === undefined ? null : (
        <SinceForm
          revisions={revisions.data}
          isPending={start.isPending}
          onSince={(left) => start.mutate({ prefix, left, onlyRemoved: true })}
        />
      )}
      {revisions.error === null ? null : <ErrorNotice error={revisions.error} />}
      {start.error === null ? null : <ErrorNotice error={start.error} />}
      {shown === undefined ? null : (
        <DeletedResult key={shown} cluster={cluster} id={shown} onOpen={onOpen} />
      )}
    </div>
  );
};

const nameOf = (prefix: string): string => readableBytes(fromBase64Url(prefix) ?? new Uint8Array());

type SinceFormProps = {
  revisions: Revisions;
  isPending: boolean;
  onSince: (revision: string) => void;
};

const SinceForm = ({ revisions, isPending, onSince }: SinceFormProps) => {
  const t = useTranslations('history');
  const [text, setText] = useState(() => usualMoment(historyOf(revisions), new Date()));
  const isOldest = text.trim() === '';
  const resolved = resolveMoment(text, new Date(), historyOf(revisions));
  const revision = isOldest
    ? revisions.oldest
    : 'revision' in resolved
      ? resolved.revision
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (revision !== undefined) {
      onSince(revision);
    }
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex flex-wrap items-start gap-3">
        <div className="w-72">
          <MomentField
            label={t('deleted.since')}
            revisions={revisions}
            whenEmpty={t('deleted.sinceOldest')}
            text={text}
            onText={setText}
          />
        </div>
        <Button
          type="submit"
          variant="primary"
          className="mt-5.5"
          disabled={revision === undefined || isPending}
        >
          {t('deleted.find')}
        </Button>
      </div>
      <HorizonText revisions={revisions} />
    </form>
  );
};
