import 'server-only';
import { compareBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection, KeyWrite } from '../etcd/cluster-connection';
import type { RangeResult, StoredKey } from '../etcd/key-source';
import type { KeyCommit, Written } from './write-key';

/** Whether a key is what a write makes of it. */
export const holds = (write: KeyWrite, stored: StoredKey | undefined): boolean =>
  write.kind === 'delete'
    ? stored === undefined
    : stored !== undefined &&
      compareBytes(stored.value, write.value) === 0 &&
      stored.lease === (write.lease ?? '0');

/**
 * Finds out what became of a commit whose reply was lost. Gives `confirmed` where the keys are what
 * it makes of them; else throws `outcome_unknown` with what is there as parameter `found`: `before`
 * (as it was, but the commit may still arrive), `other` (somebody else's), or `unread`.
 */
export const resolveUnknown = async (
  connection: ClusterConnection,
  commit: KeyCommit,
  lost: AppError,
): Promise<Written> => {
  const keys = [...commit.writes, ...commit.guards].map(({ key }) => key);
  const requests = keys.map((key) => ({ key, rangeEnd: undefined, limit: 1 }));
  const results = await connection.keys.rangeAll(requests).catch(() => undefined);
  const found = results === undefined ? 'unread' : compare(commit, results);
  if (found === 'done') {
    return { outcome: 'confirmed', revision: results?.[0]?.revision ?? '0', verified: true };
  }
  throw new AppError('outcome_unknown', {
    detail: `No reply came. ${sentences[found]}`,
    parameters: { ...lost.parameters, found },
    cause: lost.cause,
  });
};

const sentences = {
  before: 'Read back, everything is as it was; the change may still arrive.',
  other: 'Read back, the keys are neither as before nor as this change makes them.',
  unread: 'They could not be read back either: look at them before trying again.',
};

const compare = (
  { writes, guards }: KeyCommit,
  results: readonly RangeResult[],
): 'done' | 'before' | 'other' => {
  const stored = results.map(({ keys }) => keys[0]);
  const isAsBefore = guards.every(
    ({ modRevision }, index) => (stored[writes.length + index]?.modRevision ?? '0') === modRevision,
  );
  if (isAsBefore) {
    return 'before';
  }
  return writes.every((write, index) => holds(write, stored[index])) ? 'done' : 'other';
};
