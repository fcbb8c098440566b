'use client';

import { useTranslations } from 'use-intl';
import { useClusterSettings } from '@/lib/api/edit';
import { useMay } from '../shell/session-context';
import { Notice } from '../ui/notice';
import { useFormat } from '../ui/use-format';
import { PolicyButton } from './policy-button';

/** Whether Kubernetes objects of a cluster may be written, since when, by whom and why. */
export const KubernetesPolicy = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('edit');
  const { dateTime } = useFormat();
  const mayConfigure = useMay('cluster:configure');
  const { data: settings } = useClusterSettings(cluster);
  if (settings === undefined) {
    return null;
  }
  const { readOnly, kubernetesWritable, setBy, setAt, reason } = settings;
  if (readOnly) {
    return <Notice>{t('policy.readOnly')}</Notice>;
  }
  return (
    <Notice
      tone={kubernetesWritable ? 'warning' : 'neutral'}
      action={mayConfigure ? <PolicyButton cluster={cluster} settings={settings} /> : undefined}
    >
      <p>{t(kubernetesWritable ? 'policy.writable' : 'policy.kubernetes')}</p>
      <p className="text-muted text-xs">
        {setBy === null || setAt === null || reason === null
          ? t('policy.neverSet')
          : t('policy.setBy', { user: setBy, time: dateTime(setAt), reason })}
      </p>
    </Notice>
  );
};
