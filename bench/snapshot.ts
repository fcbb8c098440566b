import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type BackupMember, findBackupMember } from '@/lib/server/backups/find-backup-member';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { fillCluster } from '@/scripts/etcd/fill-cluster';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { runCommand } from '@/scripts/run-command';
import type { BackupCost, BackupOrder } from './backup-process';
import { median } from './median';

/**
 * Our backup against `etcdctl snapshot save`: the same cluster, the same member, the same disk,
 * in turns. Prints JSON and writes it to bench/results/snapshot.json.
 */
const { values } = parseArgs({
  options: {
    mebibytes: { type: 'string', default: '520' },
    pairs: { type: 'string', default: '7' },
  },
});

const mebibyte = 1024 * 1024;
const results = path.join(import.meta.dirname, 'results');

/** Nobody pays for what somebody else wrote. */
const settleDisk = (): void => {
  execFileSync('sync');
};

const byEtcdctl = async (
  cluster: EtcdCluster,
  endpoint: string,
  directory: string,
): Promise<number> => {
  const file = path.join(directory, 'etcdctl.db');
  settleDisk();
  const started = performance.now();
  await runCommand(
    cluster.programs.etcdctl,
    [
      `--endpoints=${endpoint}`,
      `--cacert=${cluster.files.ca}`,
      `--cert=${cluster.files.certificate}`,
      `--key=${cluster.files.key}`,
      'snapshot',
      'save',
      file,
    ],
    { environment: { ETCDCTL_API: '3' } },
  );
  const milliseconds = performance.now() - started;
  await rm(file);
  return milliseconds;
};

const asCost = (message: unknown): BackupCost => message as BackupCost;

const byUs = async (child: ChildProcess, order: BackupOrder): Promise<BackupCost> => {
  settleDisk();
  child.send(order);
  const [message] = await once(child, 'message');
  const cost = asCost(message);
  await rm(path.join(order.directory, `${cost.id}.db`));
  await rm(path.join(order.directory, `${cost.id}.json`));
  return cost;
};

const measure = async (cluster: EtcdCluster, member: BackupMember, directory: string) => {
  const child = fork(path.join(import.meta.dirname, 'backup-process.ts'));
  const order = { config: cluster.config, memberId: member.id, directory };
  const pairs: { ours: BackupCost; etcdctlMilliseconds: number }[] = [];
  // The first round only warms up: connections, just-in-time compilation, the page cache.
  for (let round = 0; round <= Number(values.pairs); round += 1) {
    const isOurTurn = round % 2 === 0;
    const first = isOurTurn ? await byUs(child, order) : undefined;
    const etcdctlMilliseconds = await byEtcdctl(cluster, member.connection.endpoint, directory);
    const ours = first ?? (await byUs(child, order));
    if (round > 0) {
      pairs.push({ ours, etcdctlMilliseconds });
    }
  }
  child.kill();
  return pairs;
};

const report = (version: string, pairs: Awaited<ReturnType<typeof measure>>) => ({
  etcd: version,
  bytes: pairs[0]?.ours.bytes,
  pairs: pairs.map(({ ours, etcdctlMilliseconds }) => ({
    oursMilliseconds: Math.round(ours.milliseconds),
    etcdctlMilliseconds: Math.round(etcdctlMilliseconds),
    ratio: Number((ours.milliseconds / etcdctlMilliseconds).toFixed(3)),
    oursProcessorMilliseconds: Math.round(ours.processorMilliseconds),
    rssGrowthMebibytes: Number((ours.rssGrowth / mebibyte).toFixed(1)),
    longestPauseMilliseconds: Number(ours.longestPause.toFixed(1)),
  })),
  medianRatio: Number(
    median(
      pairs.map(({ ours, etcdctlMilliseconds }) => ours.milliseconds / etcdctlMilliseconds),
    ).toFixed(3),
  ),
  largestRssGrowthMebibytes: Number(
    (Math.max(...pairs.map(({ ours }) => ours.rssGrowth)) / mebibyte).toFixed(1),
  ),
});

const cluster = await startCluster({ members: 3 });
await mkdir(results, { recursive: true });
const directory = await mkdtemp(path.join(results, 'files-'));
try {
  const connection = connectCluster(cluster.config);
  await fillCluster(connection, Number(values.mebibytes) * mebibyte);
  const member = await findBackupMember(connection, undefined, new AbortController().signal);
  const figures = report(cluster.programs.version, await measure(cluster, member, directory));
  connection.close();
  const text = `${JSON.stringify(figures, undefined, 2)}\n`;
  await writeFile(path.join(results, 'snapshot.json'), text);
  console.log(text);
} finally {
  await rm(directory, { recursive: true, force: true });
  await cluster.stop();
}
