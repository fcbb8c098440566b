'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useClusterNames } from '@/components/shell/clusters-context';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { Revisions } from '@/lib/domain/api/history';
import { HorizonText } from './moment-dialog';
import { historyOf, MomentField } from './moment-field';
import { resolveMoment, usualMoment } from './resolve-moment';

/** What to compare with what; a side without a revision is as it is now. */
export type ComparedSides = { left?: string; right?: string; rightCluster?: string };

type CompareFormProps = {
  cluster: string;
  revisions: Revisions;
  isPending: boolean;
  onStart: (sides: ComparedSides) => void;
};

/** Chooses two moments of this cluster, or another cluster to compare with as both are now. */
export const CompareForm = ({ cluster, revisions, isPending, onStart }: CompareFormProps) => {
  const t = useTranslations('history');
  const [other, setOther] = useState('');
  const [left, setLeft] = useState(() => usualMoment(historyOf(revisions), new Date()));
  const [right, setRight] = useState('');
  const revisionOf = (text: string, whenEmpty: string | undefined) => {
    const resolved = resolveMoment(text, new Date(), historyOf(revisions));
    const isEmpty = text.trim() === '';
    return {
      revision: isEmpty ? whenEmpty : 'revision' in resolved ? resolved.revision : undefined,
      isUsable: isEmpty || 'revision' in resolved,
    };
  };
  const before = revisionOf(left, revisions.oldest);
  const after = revisionOf(right, undefined);
  const isTwoClusters = other !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStart(
      isTwoClusters ? { rightCluster: other } : { left: before.revision, right: after.revision },
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex flex-wrap items-start gap-3">
        <OtherSelect cluster={cluster} value={other} onChange={setOther} />
        {isTwoClusters ? null : (
          <>
            <div className="w-72">
              <MomentField
                label={t('compare.before')}
                revisions={revisions}
                whenEmpty={t('compare.oldest')}
                text={left}
                onText={setLeft}
              />
            </div>
            <div className="w-72">
              <MomentField
                label={t('compare.after')}
                revisions={revisions}
                whenEmpty={t('compare.newest')}
                text={right}
                onText={setRight}
              />
            </div>
          </>
        )}
        <Button
          type="submit"
          variant="primary"
          className="mt-5.5"
          disabled={isPending || (!isTwoClusters && !(before.isUsable && after.isUsable))}
        >
          {t('compare.start')}
        </Button>
      </div>
      {isTwoClusters ? (
        <p className="text-muted text-xs">{t('compare.maskedNote')}</p>
      ) : (
        <HorizonText revisions={revisions} />
      )}
    </form>
  );
};

type OtherSelectProps = { cluster: string; value: string; onChange: (value: string) => void };

/** The other clusters, where there are any. */
const OtherSelect = ({ cluster, value, onChange }: OtherSelectProps) => {
  const t = useTranslations('history');
  const others = useClusterNames().filter(({ name }) => name !== cluster);
  return others.length === 0 ? null : (
    <Select
      className="w-60"
      label={t('compare.with')}
      value={value}
      options={[
        { value: '', label: t('compare.itself') },
        ...others.map(({ name, displayName }) => ({ value: name, label: displayName })),
      ]}
      onChange={onChange}
    />
  );
};
