import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { buildOnce } from './dashboard/build-once';
import { startDashboard } from './dashboard/start-dashboard';
import { type DemoOptions, demoUsage, parseDemoOptions } from './demo/demo-options';
import { demoSettings } from './demo/demo-settings';
import { loadObjects } from './demo/load-objects';
import { writeTraffic } from './demo/write-traffic';
import { findEtcd } from './etcd/find-etcd';
import { startCluster } from './etcd/start-cluster';

/** What is undone at the end, last first. */
const cleanups: (() => Promise<unknown>)[] = [];

const cleanUp = async (): Promise<void> => {
  for (const undo of cleanups.splice(0).reverse()) {
    await undo().catch((error: unknown) => console.error(error));
  }
};

const step = async <Result>(what: string, act: () => Promise<Result>): Promise<Result> => {
  const begin = Date.now();
  console.log(`${what}…`);
  const result = await act();
  console.log(`  done in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  return result;
};

const openCluster = async (options: DemoOptions, directory: string) => {
  const programs = await step('Finding etcd (fetched once, about 20 s)', () =>
    findEtcd(options.series),
  );
  const { members: count } = options;
  const cluster = await step(
    `Starting ${count} member${count === 1 ? '' : 's'} of etcd ${programs.version} over mTLS`,
    () => startCluster({ members: count, series: programs.version, directory }),
  );
  cleanups.push(() => cluster.stop());
  return cluster;
};

const runDemo = async (options: DemoOptions, stopped: Promise<void>): Promise<void> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-demo-'));
  cleanups.push(() => rm(directory, { recursive: true, force: true }));
  await step('Building etcdscope (about a minute the first time)', buildOnce);
  const cluster = await openCluster(options, directory);
  const connection = connectCluster(cluster.config);
  cleanups.push(async () => connection.close());
  await step(`Loading ${options.keys} Kubernetes objects`, () =>
    loadObjects(connection, options.keys, () => undefined),
  );
  if (options.traffic) {
    const stopTraffic = writeTraffic(connection);
    cleanups.push(stopTraffic);
  }
  const { ca, certificate, key } = cluster.files;
  const dashboard = await step('Starting etcdscope', () =>
    startDashboard({
      directory: path.join(directory, 'dashboard'),
      port: options.port,
      settings: demoSettings(cluster),
    }),
  );
  cleanups.push(() => dashboard.stop());
  const password = randomBytes(12).toString('base64url');
  await dashboard.addAccount('admin', 'admin', password);
  console.log(`
etcdscope is at  ${dashboard.url}
  user           admin
  password       ${password}   (made for this run only)
etcdctl          export ETCDCTL_ENDPOINTS=${cluster.config.endpoints.join(',')}
                 export ETCDCTL_CACERT=${ca} ETCDCTL_CERT=${certificate} ETCDCTL_KEY=${key}
members          ${cluster.members.map(({ name, pid }) => `${name} pid ${pid}`).join(', ')}
Ctrl-C stops everything and removes it.`);
  await stopped;
};

const options = (() => {
  try {
    return parseDemoOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
})();

if (options === undefined || options === 'help') {
  console.log(demoUsage);
  process.exit(options === 'help' ? 0 : 2);
}

const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => resolve());
  }
});
try {
  // A Ctrl-C during set-up ends it too: whatever was started by then is in the clean-ups.
  await Promise.race([runDemo(options, stopped), stopped]);
  console.log('\nStopping…');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
process.exit();
