import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { clusterConnection, clusterConnections } from '@/lib/server/etcd/cluster-connections';
import { startTestServer } from '@/lib/server/http/testing';
import { type EtcdCluster, startCluster } from '../etcd/start-cluster';

/** A cluster of one member and what serves it in this process, for tests that call routes. */
export type TestService = {
  cluster: EtcdCluster;
  server: Awaited<ReturnType<typeof startTestServer>>;
  /** The connection routes use for the cluster, which is called `test`. */
  connection: ClusterConnection;
  stop(): Promise<void>;
};

/** Starts a member with more flags of etcd's, and settings and a store of its own as the shared ones of this process. */
export const startService = async (flags: readonly string[] = []): Promise<TestService> => {
  const cluster = await startCluster({ members: 1, arguments: flags });
  const server = await startTestServer({ clusters: [cluster.config] });
  return {
    cluster,
    server,
    connection: clusterConnection('test'),
    stop: async () => {
      for (const open of clusterConnections()) {
        open.close();
      }
      await server.stop();
      await cluster.stop();
    },
  };
};
