import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setInterval as every } from 'node:timers';
import { findBackupMember } from '@/lib/server/backups/find-backup-member';
import { takeBackup } from '@/lib/server/backups/take-backup';
import type { ClusterConfig } from '@/lib/server/config/cluster-config';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';

/** What the parent asks for with each message: a backup from a member into a directory. */
export type BackupOrder = { config: ClusterConfig; memberId: string; directory: string };

/** What one backup cost. */
export type BackupCost = {
  id: string;
  milliseconds: number;
  bytes: number;
  /** Above what the process had before its very first backup. */
  rssGrowth: number;
  /** Processor time used, so that a busy machine can be told from slow work. */
  processorMilliseconds: number;
  /** Longest the event loop was held, in milliseconds. */
  longestPause: number;
};

/** A process of its own that takes backups on demand, so that its memory is only theirs. */
const never = new AbortController().signal;
const rss = (): number => process.memoryUsage.rss();
let connection: ReturnType<typeof connectCluster> | undefined;
let firstRss: number | undefined;

const takeOne = async ({ config, memberId, directory }: BackupOrder): Promise<BackupCost> => {
  connection ??= connectCluster(config);
  const member = await findBackupMember(connection, memberId, never);
  firstRss ??= rss();
  const before = firstRss;
  let highest = before;
  const sampler = every(() => {
    highest = Math.max(highest, rss());
  }, 20);
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  pauses.enable();
  const processor = process.cpuUsage();
  const started = performance.now();
  const { id, size } = await takeBackup({
    cluster: config.name,
    member,
    directory,
    startedBy: 'bench',
    signal: never,
    onProgress: () => undefined,
  });
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(processor);
  pauses.disable();
  clearInterval(sampler);
  return {
    id,
    milliseconds,
    bytes: Number(size),
    rssGrowth: highest - before,
    processorMilliseconds: (user + system) / 1000,
    longestPause: pauses.max / 1e6,
  };
};

process.on('message', async (order: BackupOrder) => {
  process.send?.(await takeOne(order));
});
