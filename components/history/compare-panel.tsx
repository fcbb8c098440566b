'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeysPanelProps } from '@/components/keys/panel-props';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Select } from '@/components/ui/select';
import { useFormat } from '@/components/ui/use-format';
import { useComparisons, useRevisions, useStartComparison } from '@/lib/api/history';
import type { Comparison } from '@/lib/domain/api/history';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { CompareForm } from './compare-form';
import { CompareResult } from './compare-result';
import { PanelIntroduction } from './panel-introduction';

/** What differs between two revisions of a prefix, or between the same prefix of two clusters. */
export const ComparePanel = ({ cluster, prefix, onOpen }: KeysPanelProps) => {
  const t = useTranslations('history');
  const revisions = useRevisions(cluster);
  const { data: known } = useComparisons(cluster);
  const start = useStartComparison(cluster);
  const [chosen, setChosen] = useState<string>();
  const earlier = (known?.comparisons ?? []).filter(({ onlyRemoved }) => !onlyRemoved);
  const shown = chosen ?? earlier.find((one) => one.prefix.bytes === prefix)?.operation.id;
  return (
    <div className="grid gap-4 p-4">
      <PanelIntroduction
        title={t('compare.title', {
          prefix:
            prefix === ''
              ? t('everything')
              : readableBytes(fromBase64Url(prefix) ?? new Uint8Array()),
        })}
        text={t('compare.text')}
        isWhole={prefix === ''}
      />
      {revisions.data === undefined ? null : (
        <CompareForm
          cluster={cluster}
          revisions={revisions.data}
          isPending={start.isPending}
          onStart={(sides) =>
            start.mutate({ prefix, ...sides }, { onSuccess: ({ id }) => setChosen(id) })
          }
        />
      )}
      {revisions.error === null ? null : <ErrorNotice error={revisions.error} />}
      {start.error === null ? null : <ErrorNotice error={start.error} />}
      <EarlierSelect earlier={earlier} shown={shown} onChoose={setChosen} />
      {shown === undefined ? null : (
        <CompareResult key={shown} cluster={cluster} id={shown} onOpen={onOpen} />
      )}
    </div>
  );
};

type EarlierSelectProps = {
  earlier: readonly Comparison[];
  shown: string | undefined;
  onChoose: (id: string) => void;
};

const EarlierSelect = ({ earlier, shown, onChoose }: EarlierSelectProps) => {
  const t = useTranslations('history');
  const format = useFormat();
  const isListed = earlier.some(({ operation }) => operation.id === shown);
  if (earlier.length === 0 || (earlier.length === 1 && isListed)) {
    return null;
  }
  const none = isListed ? [] : [{ value: '', label: t('compare.choose') }];
  const options = earlier.map(({ operation, prefix, rightCluster }) => ({
    value: operation.id,
    label: t(rightCluster === operation.cluster ? 'compare.earlierOne' : 'compare.earlierTwo', {
      prefix: prefix.text === '' ? t('everything') : prefix.text,
      time: format.dateTime(operation.startedAt),
      other: rightCluster,
    }),
  }));
  return (
    <Select
      className="max-w-120"
      label={t('compare.earlier')}
      value={isListed ? (shown ?? '') : ''}
      options={[...none, ...options]}
      onChange={(id) => id !== '' && onChoose(id)}
    />
  );
};
