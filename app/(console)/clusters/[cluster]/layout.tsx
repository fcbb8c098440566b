import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { SilentMembers } from '@/components/clusters/silent-members';
import { clusterConnections } from '@/lib/server/etcd/cluster-connections';

type ClusterLayoutProps = { children: ReactNode; params: Promise<{ cluster: string }> };

export default async function ClusterLayout({ children, params }: ClusterLayoutProps) {
  const { cluster } = await params;
  if (!clusterConnections().some(({ config }) => config.name === cluster)) {
    notFound();
  }
  return (
    <>
      <SilentMembers cluster={cluster} />
      {children}
    </>
  );
}
