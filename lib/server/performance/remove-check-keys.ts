import 'server-only';
import { utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { deletionRanges } from '@/lib/domain/performance/check-keys';
import { type LoadName, loads, sizeOfLoad } from '@/lib/domain/performance/loads';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { markPerformanceCheckCleaned } from '../store/performance-checks';
import { store } from '../store/store';

/** The check whose keys are to be removed. */
export type CheckToClean = { id: string; prefix: string; load: LoadName; seconds: number };

/** A put whose answer was lost may come after the deletion, so it is looked after. */
const mostPasses = 3;

const countKeys = async (connection: ClusterConnection, prefix: string): Promise<number> => {
  const bounds = rangeBounds(prefixRange(utf8Bytes(prefix)));
  const { count } = await connection.keys.range({ ...bounds, limit: 1, countOnly: true });
  return Number(count);
};

/**
 * Deletes what a check wrote, a few hundred keys at a time, and records that they are gone once
 * none is found. Rejects where that cannot be said: it is tried again later.
 */
export const removeCheckKeys = async (
  connection: ClusterConnection,
  { id, prefix, load, seconds }: CheckToClean,
): Promise<void> => {
  const { puts } = sizeOfLoad(loads[load], seconds);
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const left = await countKeys(connection, prefix);
    if (left === 0) {
      await markPerformanceCheckCleaned(store(), id);
      return;
    }
    for (const range of deletionRanges(prefix, Math.min(left, puts))) {
      await connection.deleteRange(range);
    }
  }
  if ((await countKeys(connection, prefix)) > 0) {
    throw new AppError('outcome_unknown', {
      detail: `Keys are still being written under ${prefix}; they are removed later.`,
    });
  }
  await markPerformanceCheckCleaned(store(), id);
};
