import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { eventLeaseSeconds } from './load-objects';
import { demoTraffic } from './objects/demo-traffic';

/** About as many writes as a cluster of fifty quiet nodes makes. */
const pauseMilliseconds = 100;
/** Without a leader there is nothing to do but to wait for one. */
const pauseAfterFailure = 1_000;

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  pause(milliseconds, undefined, { signal }).catch(() => undefined);

const write = async (connection: ClusterConnection, signal: AbortSignal): Promise<void> => {
  let lease: string | undefined;
  for (const { key, value, lease: wanted } of demoTraffic({ count: 5500, seed: 1 })) {
    if (signal.aborted) {
      return;
    }
    try {
      lease ??= await connection.grantLease(eventLeaseSeconds);
      await connection.putAll([wanted === undefined ? { key, value } : { key, value, lease }]);
      await sleep(pauseMilliseconds, signal);
    } catch {
      lease = undefined;
      await sleep(pauseAfterFailure, signal);
    }
  }
};

/** Keeps about ten writes a second coming until the returned function is called. */
export const writeTraffic = (connection: ClusterConnection): (() => Promise<void>) => {
  const stop = new AbortController();
  const done = write(connection, stop.signal);
  return async () => {
    stop.abort();
    await done;
  };
};
