import 'server-only';
import type { PerformanceResult } from '@/lib/domain/api/performance';
import { checkKeys } from '@/lib/domain/performance/check-keys';
import { judgeCheck } from '@/lib/domain/performance/judge-check';
import { type LoadName, loads, sizeOfLoad, valueBytes } from '@/lib/domain/performance/loads';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { type SentLoad, sendLoad } from './send-load';

/** A check to run. */
export type CheckRequest = {
  connection: ClusterConnection;
  prefix: string;
  load: LoadName;
  seconds: number;
  report: (done: number, total: number) => void;
};

const resultOf = (
  sent: SentLoad,
  { load, members, from, to }: { load: LoadName; members: string[]; from: Date; to: Date },
): PerformanceResult => {
  const times = sent.record.times();
  const throughput = sent.elapsed === 0 ? 0 : times.completed / sent.elapsed;
  const { processBusy, unsent, stoppedEarly, failures } = sent;
  return {
    ...judgeCheck({ ...times, throughput, processBusy }, loads[load].rate),
    ...times,
    throughput,
    failures,
    unsent,
    stoppedEarly,
    processBusy,
    members,
    from: from.toISOString(),
    to: to.toISOString(),
    series: sent.record.seconds(),
  };
};

/**
 * Sends the load of a check and gives what it measured. Rejects with an AppError where not even
 * one put to each member succeeds, and with the reason of the signal.
 */
export const runCheck = async (
  { connection, prefix, load, seconds, report }: CheckRequest,
  signal: AbortSignal,
): Promise<PerformanceResult> => {
  const writer = await connection.openLoad();
  const keyOf = checkKeys(prefix);
  const { puts } = sizeOfLoad(loads[load], seconds);
  // Connections are made before the clock runs, and a refusal ends it here.
  for (const index of writer.members.keys()) {
    signal.throwIfAborted();
    await writer.put(keyOf(puts + index), new Uint8Array(valueBytes));
  }
  report(0, puts);
  const from = new Date();
  const onProgress = (done: number): void => report(done, puts);
  const sent = await sendLoad({ writer, load: loads[load], seconds, keyOf, onProgress }, signal);
  return resultOf(sent, { load, members: writer.members, from, to: new Date() });
};
