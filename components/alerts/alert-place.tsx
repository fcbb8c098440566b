'use client';

import { useTranslations } from 'use-intl';
import type { Alert } from '@/lib/domain/api/alerts';

/** Where an alert is: the member, or the whole cluster, and what else tells it from others. */
export const AlertPlace = ({ alert }: { alert: Pick<Alert, 'memberName' | 'labels'> }) => {
  const t = useTranslations('alerts');
  const labels = Object.entries(alert.labels);
  return (
    <>
      {alert.memberName ?? t('wholeCluster')}
      {labels.map(([name, value]) => (
        <span key={name} className="block font-mono text-muted text-xs">
          {name}={value}
        </span>
      ))}
    </>
  );
};
