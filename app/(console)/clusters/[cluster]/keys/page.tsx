import { KeysPage } from '@/components/keys/keys-page';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  const { kubernetesPrefix } = clusterConnection(cluster).config;
  return <KeysPage cluster={cluster} kubernetesPrefix={kubernetesPrefix} />;
}
