import 'server-only';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { sharedInstance } from '../shared-instance';

type KnownHorizon = { oldest: bigint; learntAt: number };

/** kube-apiserver compacts every five minutes; a horizon this old is worth another look. */
const freshMilliseconds = 15_000;

const horizons = (): WeakMap<ClusterConnection, KnownHorizon> =>
  sharedInstance('history-horizons', () => new WeakMap());

const isCompacted = (error: unknown): error is AppError =>
  isAppError(error) && error.code === 'revision_compacted';

/** Any key these credentials may read: it need not exist. */
const probeKey = async (
  connection: ClusterConnection,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const permitted = await connection.permittedRanges(signal);
  const start = permitted?.find(({ mayRead }) => mayRead)?.range.start;
  return start === undefined || start.length === 0 ? new Uint8Array(1) : start;
};

/** The compaction revision, as etcd tells it when it refuses a watch from revision 1. */
const askCompactRevision = async (
  connection: ClusterConnection,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<bigint> => {
  const stop = new AbortController();
  try {
    const request = { key, rangeEnd: undefined, startRevision: '1' };
    for await (const _ of connection.watch(request, AbortSignal.any([signal, stop.signal]))) {
      // The first answer only says that the watch exists; the refusal follows it.
    }
  } catch (error) {
    if (isCompacted(error)) {
      return BigInt(error.parameters.compactRevision ?? 0);
    }
    throw error;
  } finally {
    stop.abort();
  }
  throw new AppError('cancelled', { detail: 'The look for the oldest revision was cut short.' });
};

const learnOldest = async (connection: ClusterConnection, signal: AbortSignal): Promise<bigint> => {
  const key = await probeKey(connection, signal);
  try {
    // Asked first, because a watch from revision 1 of a store never compacted replays all of it.
    const request = { key, rangeEnd: undefined, limit: 1, revision: '1', countOnly: true };
    await connection.keys.range(request, signal);
    return 1n;
  } catch (error) {
    if (!isCompacted(error)) {
      throw error;
    }
    return askCompactRevision(connection, key, signal);
  }
};

/**
 * The oldest revision that can still be read: the one last compacted at, which etcd keeps, or 1.
 * At most 15 s old unless `isFresh` asks anew. Rejects with what the cluster rejects with.
 */
export const readHorizon = async (
  connection: ClusterConnection,
  signal: AbortSignal,
  { isFresh = false } = {},
): Promise<bigint> => {
  const known = horizons().get(connection);
  if (!isFresh && known !== undefined && performance.now() - known.learntAt < freshMilliseconds) {
    return known.oldest;
  }
  const oldest = await learnOldest(connection, signal);
  horizons().set(connection, { oldest, learntAt: performance.now() });
  return oldest;
};
