'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PlacementText } from '@/lib/api/monitoring';
import {
  defaultNamespace,
  isNamespace,
  kubespherePlacement,
  parseLabels,
} from '@/lib/domain/monitoring/placement';
import { useDisplay } from '../shell/display-context';
import { useSession } from '../shell/session-context';
import { Button } from '../ui/button';
import { Field } from '../ui/field';

type PlacementFormProps = {
  placement: PlacementText;
  onChange: (placement: PlacementText) => void;
};

/** Asks in which namespace and with which labels objects of Kubernetes are wanted. */
export const PlacementForm = ({ placement, onChange }: PlacementFormProps) => {
  const t = useTranslations('monitoring.placement');
  const isEmbedded = useDisplay().embedded;
  const isKubesphere = useSession().mode === 'kubesphere';
  const [typed, setTyped] = useState(placement);
  const labels = typed.labels.trim();
  const isGood = { namespace: isNamespace(typed.namespace), labels: parseLabels(labels) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isGood.namespace && isGood.labels !== undefined) {
      onChange({ namespace: typed.namespace, labels });
    }
  };
  const suggest = () => {
    setTyped(kubespherePlacement);
    onChange(kubespherePlacement);
  };
  return (
    <form className="flex flex-wrap items-start gap-3" onSubmit={submit}>
      <Field
        className="w-64"
        label={t('namespace')}
        placeholder={defaultNamespace}
        value={typed.namespace}
        error={isGood.namespace ? undefined : t('badNamespace')}
        onChange={(event) => setTyped({ ...typed, namespace: event.target.value.trim() })}
      />
      <Field
        className="w-80"
        label={t('labels')}
        hint={t('labelsHint')}
        value={typed.labels}
        maxLength={1024}
        error={isGood.labels === undefined ? t('badLabels') : undefined}
        onChange={(event) => setTyped({ ...typed, labels: event.target.value })}
      />
      <div className="mt-5 flex gap-2">
        <Button type="submit">{t('apply')}</Button>
        {isEmbedded || isKubesphere ? (
          <Button variant="quiet" onClick={suggest}>
            {t('kubesphere')}
          </Button>
        ) : null}
      </div>
    </form>
  );
};
