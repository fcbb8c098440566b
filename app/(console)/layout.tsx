import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { pageSession } from '@/app/page-session';
import { ClustersProvider } from '@/components/shell/clusters-context';
import { Frame } from '@/components/shell/frame';
import { NoAccess } from '@/components/shell/no-access';
import { SessionProvider } from '@/components/shell/session-context';
import { clusterConnections } from '@/lib/server/etcd/cluster-connections';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await pageSession();
  if (session === undefined) {
    return <NoAccess />;
  }
  const clusters = clusterConnections().map(({ config }) => ({
    name: config.name,
    displayName: config.displayName,
    readOnly: config.readOnly,
  }));
  return (
    <SessionProvider value={session}>
      <ClustersProvider value={clusters}>
        <NuqsAdapter>
          <Frame>{children}</Frame>
        </NuqsAdapter>
      </ClustersProvider>
    </SessionProvider>
  );
}
