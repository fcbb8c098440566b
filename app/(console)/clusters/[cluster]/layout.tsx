import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { clusterConnections } from '@/lib/server/etcd/cluster-connections';

type ClusterLayoutProps = { children: ReactNode; params: Promise<{ cluster: string }> };

export default async function ClusterLayout({ children, params }: ClusterLayoutProps) {
  const { cluster } = await params;
  return clusterConnections().some(({ config }) => config.name === cluster) ? children : notFound();
}
