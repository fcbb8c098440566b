'use client';

import { useOverview } from '@/lib/api/clusters';
import type { Overview } from '@/lib/domain/api/overview';
import { ErrorNotice } from '../ui/error-notice';
import { BackupsCard } from './backups-card';
import { ChartsRow } from './charts-row';
import { MembersCard } from './members-card';
import { VerdictCard } from './verdict-card';

/** The overview of a cluster, from the answer the server rendered with and live from then on. */
export const OverviewPage = ({ initial }: { initial: Overview }) => {
  const { cluster } = initial;
  const { data = initial, dataUpdatedAt, error, refetch } = useOverview(cluster, initial);
  return (
    <>
      {error ? <ErrorNotice error={error} onRetry={() => refetch()} /> : null}
      <VerdictCard overview={data} updatedAt={dataUpdatedAt} />
      <MembersCard overview={data} />
      <ChartsRow cluster={cluster} />
      <BackupsCard cluster={cluster} />
    </>
  );
};
