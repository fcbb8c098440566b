'use client';

import { useTranslations } from 'use-intl';
import type { ClusterSettings } from '@/lib/domain/api/cluster-settings';
import type { Key } from '@/lib/domain/api/keys';
import { useMay } from '../shell/session-context';
import { Notice } from '../ui/notice';
import { PolicyButton } from './policy-button';

/** Whether a key is a Kubernetes object, by its name or its value; the server decides in the end. */
export const isKubernetesKey = (
  { key, value }: Key,
  { kubernetesPrefix }: Pick<ClusterSettings, 'kubernetesPrefix'>,
): boolean =>
  key.text.startsWith(kubernetesPrefix) ||
  value.format === 'kubernetes-protobuf' ||
  value.format === 'encrypted' ||
  (value.format === 'json' && value.kind !== null && value.apiVersion !== null);

type WriteRefusalProps = { cluster: string; settings: ClusterSettings };

/** Why nothing here may be changed, and who can change that. */
export const WriteRefusal = ({ cluster, settings }: WriteRefusalProps) => {
  const t = useTranslations('edit');
  const mayConfigure = useMay('cluster:configure');
  if (settings.readOnly) {
    return <Notice>{t('policy.readOnly')}</Notice>;
  }
  return (
    <Notice
      action={mayConfigure ? <PolicyButton cluster={cluster} settings={settings} /> : undefined}
    >
      {t('policy.kubernetes')} {t(mayConfigure ? 'policy.youMay' : 'policy.askAdmin')}
    </Notice>
  );
};
