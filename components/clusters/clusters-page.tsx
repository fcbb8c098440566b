'use client';

import { useTranslations } from 'use-intl';
import { useClusters } from '@/lib/api/clusters';
import type { Overview } from '@/lib/domain/api/overview';
import { worstFirst } from '@/lib/domain/etcd/worst-first';
import { EmptyState } from '../ui/empty-state';
import { ClusterCard } from './cluster-card';

/** A card per cluster, the worst first, each kept live. */
export const ClustersPage = ({ initial }: { initial: readonly Overview[] }) => {
  const t = useTranslations('clusters');
  const { data } = useClusters(initial);
  const overviews = worstFirst(data?.clusters ?? initial);
  return overviews.length === 0 ? (
    <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
  ) : (
    <ul
      aria-label={t('title')}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(340px,100%),1fr))] gap-5"
    >
      {overviews.map((overview) => (
        <li key={overview.cluster} className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
          <ClusterCard overview={overview} />
        </li>
      ))}
    </ul>
  );
};
