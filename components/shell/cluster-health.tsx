'use client';

import { useTranslations } from 'use-intl';
import { useOverview } from '@/lib/api/clusters';
import { StatusDot } from '../ui/status-dot';
import type { ClusterName } from './clusters-context';
import { healthTone } from './health-tone';

/** The name of a cluster with its health as a dot and a word, kept live. */
export const ClusterHealth = ({ cluster }: { cluster: ClusterName }) => {
  const t = useTranslations('common.health');
  const { data } = useOverview(cluster.name);
  const health = data?.health ?? 'unknown';
  return (
    <>
      <StatusDot tone={data === undefined ? 'neutral' : healthTone(data)} label={t(health)} />
      <span className="sr-only">{cluster.displayName}</span>
      <span
        aria-hidden
        className="hidden min-w-0 flex-1 truncate text-left font-semibold wide:block"
      >
        {cluster.displayName}
      </span>
    </>
  );
};
