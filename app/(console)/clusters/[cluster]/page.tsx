import { notFound } from 'next/navigation';
import { pageSession } from '@/app/page-session';
import { OverviewPage } from '@/components/overview/overview-page';
import { readOverview } from '@/lib/server/clusters/read-overview';
import { clusterConnections } from '@/lib/server/etcd/cluster-connections';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const [{ cluster }, session] = await Promise.all([params, pageSession()]);
  if (!clusterConnections().some(({ config }) => config.name === cluster)) {
    notFound();
  }
  return session === undefined ? null : <OverviewPage initial={await readOverview(cluster)} />;
}
