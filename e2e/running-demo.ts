import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { buildOnce } from '../scripts/dashboard/build-once';
import { type Dashboard, startDashboard } from '../scripts/dashboard/start-dashboard';
import { demoSettings } from '../scripts/demo/demo-settings';
import { loadObjects } from '../scripts/demo/load-objects';
import { writeTraffic } from '../scripts/demo/write-traffic';
import { type EtcdCluster, startCluster } from '../scripts/etcd/start-cluster';

/** Passwords of the accounts a running demo has, by user name; the role is the name. */
export const passwords = {
  admin: 'admin-password-of-a-test',
  operator: 'operator-password-of-a-test',
  viewer: 'viewer-password-of-a-test',
} as const;

/** A cluster with data and traffic and an etcdscope on it, as `npm run demo` starts them. */
export type RunningDemo = {
  cluster: EtcdCluster;
  dashboard: Dashboard;
  connection: ClusterConnection;
  directory: string;
  startTraffic(): void;
  stopTraffic(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts what the journeys look at: 3 members over mTLS, 1,500 objects, the built etcdscope. */
export const startRunningDemo = async (
  settings: Record<string, unknown> = {},
  port?: number,
): Promise<RunningDemo> => {
  await buildOnce();
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-e2e-'));
  const cluster = await startCluster({ directory: path.join(directory, 'etcd') });
  const connection = connectCluster(cluster.config);
  await loadObjects(connection, 1500, () => undefined);
  let stopTraffic = writeTraffic(connection);
  const dashboard = await startDashboard({
    directory: path.join(directory, 'dashboard'),
    port,
    settings: { ...demoSettings(cluster), ...settings },
  });
  if (settings.authentication === undefined) {
    for (const [name, password] of Object.entries(passwords)) {
      await dashboard.addAccount(name, name, password);
    }
  }
  return {
    cluster,
    dashboard,
    connection,
    directory,
    startTraffic: () => {
      stopTraffic = writeTraffic(connection);
    },
    stopTraffic: () => stopTraffic(),
    stop: async () => {
      await stopTraffic();
      await dashboard.stop();
      connection.close();
      await cluster.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
