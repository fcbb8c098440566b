import 'server-only';
import type { Overview } from '@/lib/domain/api/overview';
import type {
  PerformancePlan,
  PerformancePlanQuery,
  PerformanceRefusal,
} from '@/lib/domain/api/performance';
import { utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { checkRoot } from '@/lib/domain/performance/check-keys';
import {
  freeShareAfter,
  keyBytes,
  leastFreeShare,
  loads,
  sizeOfLoad,
  valueBytes,
} from '@/lib/domain/performance/loads';
import { readOverview } from '../clusters/read-overview';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnection } from '../etcd/cluster-connections';
import { runningOperations } from '../operations/running-operations';

/** The slot of checks: one of this process at a time, because two would share its processor. */
export const checkSlot = 'performance-check';

type Room = { member: string; free: number; freeAfter: number } | { unknownAt: string };

/** The member with the least room for what will be written. */
const leastRoom = ({ members }: Overview, databaseBytes: number): Room | undefined => {
  const rooms = members
    .filter(({ failure }) => failure === null)
    .map(({ name, quota, databaseSize }): Room => {
      if (quota === null || databaseSize === null || Number(quota) <= 0) {
        return { unknownAt: name };
      }
      const sizes = { quota: Number(quota), databaseSize: Number(databaseSize) };
      const freeAfter = freeShareAfter(sizes, databaseBytes);
      return { member: name, free: freeShareAfter(sizes, 0), freeAfter };
    });
  const unknown = rooms.find((room) => 'unknownAt' in room);
  const known = rooms.flatMap((room) => ('member' in room ? [room] : []));
  return unknown ?? known.sort((left, right) => left.freeAfter - right.freeAfter)[0];
};

const percent = (share: number): number => Math.round(share * 1_000) / 10;

const roomRefusals = (room: Room | undefined, databaseBytes: number): PerformanceRefusal[] => {
  if (room === undefined) {
    return [];
  }
  if ('unknownAt' in room) {
    return [{ reason: 'quotaUnknown', parameters: { member: room.unknownAt } }];
  }
  const { member, free, freeAfter } = room;
  const parameters = {
    member,
    free: percent(free),
    after: percent(freeAfter),
    least: percent(leastFreeShare),
    bytes: databaseBytes,
  };
  return freeAfter < leastFreeShare ? [{ reason: 'quota', parameters }] : [];
};

const refusalsOf = (overview: Overview): PerformanceRefusal[] => {
  const { readOnly, alarms, members, quorum, leaderId } = overview;
  const refusals: PerformanceRefusal[] = [];
  const answering = members.filter(({ role, failure }) => role !== 'learner' && failure === null);
  if (readOnly) {
    refusals.push({ reason: 'readOnly', parameters: {} });
  }
  if (answering.length < quorum || leaderId === null || members.length === 0) {
    const parameters = { answered: answering.length, quorum: Math.max(1, quorum) };
    refusals.push({ reason: 'noQuorum', parameters });
  }
  if (alarms.length > 0) {
    const types = [...new Set(alarms.map(({ type }) => type))].join(', ');
    refusals.push({ reason: 'alarm', parameters: { alarms: types } });
  }
  if (runningOperations().slots.has(checkSlot)) {
    refusals.push({ reason: 'running', parameters: {} });
  }
  return refusals;
};

/** Kubernetes objects there are; null where nobody can say. */
const countKubernetesKeys = async (
  { config, keys }: ClusterConnection,
  signal: AbortSignal,
): Promise<string | null> => {
  const bounds = rangeBounds(prefixRange(utf8Bytes(config.kubernetesPrefix)));
  try {
    return (await keys.range({ ...bounds, limit: 1, countOnly: true }, signal)).count;
  } catch {
    // Without quorum the check is refused anyway; without permission the name is asked for.
    return null;
  }
};

/**
 * What a check would write, with which refusals. Reads only. Throws `unknown_cluster`; what a
 * cluster in need cannot tell is null and refused.
 */
export const readPlan = async (
  cluster: string,
  { load, seconds }: PerformancePlanQuery,
  signal: AbortSignal,
): Promise<PerformancePlan> => {
  const connection = clusterConnection(cluster);
  const [overview, kubernetesKeys] = await Promise.all([
    readOverview(cluster, signal),
    countKubernetesKeys(connection, signal),
  ]);
  const { puts, databaseBytes } = sizeOfLoad(loads[load], seconds);
  const room = leastRoom(overview, databaseBytes);
  const known = room !== undefined && 'member' in room ? room : undefined;
  return {
    load,
    seconds,
    prefix: checkRoot,
    ...loads[load],
    puts,
    keyBytes,
    valueBytes,
    databaseBytes: String(databaseBytes),
    freeShare: known?.free ?? null,
    freeShareAfter: known?.freeAfter ?? null,
    leastFreeShare,
    kubernetesKeys,
    needsName: kubernetesKeys !== '0',
    missingMembers: overview.members.flatMap(({ name, failure }) => (failure ? [name] : [])),
    refusals: [...refusalsOf(overview), ...roomRefusals(room, databaseBytes)],
  };
};
