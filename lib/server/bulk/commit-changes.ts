import 'server-only';
import { compareBytes } from '@/lib/domain/bytes';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConnection, KeyWrite } from '../etcd/cluster-connection';
import type { BulkChange } from './bulk-change';

/** What became of the changes of one batch. */
export type CommittedChanges = {
  changed: { revision: string; changes: BulkChange[] }[];
  /** Keys that were not as they had been seen, and were left. */
  left: BulkChange[];
  /** Keys whose write failed. */
  failed: BulkChange[];
  /** Why, where some failed: nothing should be tried after that. */
  failure: unknown;
};

const writeOf = ({ key, value, lease }: BulkChange): KeyWrite =>
  value === undefined ? { kind: 'delete', key } : { kind: 'put', key, value, lease };

const isTooLarge = (error: unknown): boolean =>
  isAppError(error) &&
  (error.code === 'too_large' || String(error.parameters.reason).includes('too many operations'));

/** Reads back what a write whose answer was lost was about; undefined unless all of it happened. */
const readBack = async (
  connection: ClusterConnection,
  changes: readonly BulkChange[],
): Promise<string | undefined> => {
  const revisions: string[] = [];
  for (const { key, guard, value } of changes) {
    const { keys, revision } = await connection.keys.range({ key, rangeEnd: undefined, limit: 1 });
    const [found] = keys;
    const isWritten =
      value !== undefined &&
      found !== undefined &&
      BigInt(found.modRevision) > BigInt(guard) &&
      compareBytes(found.value, value) === 0;
    if (value === undefined ? found !== undefined : !isWritten) {
      return undefined;
    }
    revisions.push(found?.modRevision ?? revision);
  }
  return revisions[0];
};

/** One Txn. A lost answer counts as done where all of it is found done. */
const commitOnce = async (connection: ClusterConnection, changes: readonly BulkChange[]) => {
  const guards = changes.map(({ key, guard }) => ({ key, modRevision: guard }));
  try {
    return await connection.commit({ guards, writes: changes.map(writeOf) });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'outcome_unknown') {
      throw error;
    }
    const revision = await readBack(connection, changes).catch(() => undefined);
    if (revision === undefined) {
      throw error;
    }
    return { committed: true, revision } as const;
  }
};

const halves = (changes: readonly BulkChange[]): BulkChange[][] => {
  const middle = Math.ceil(changes.length / 2);
  return [changes.slice(0, middle), changes.slice(middle)];
};

/**
 * Makes the changes of one batch, all in one Txn where nobody interferes: keys that changed since
 * they were seen are left out and the rest is tried again; a batch that the server finds too large
 * is halved, which `onHalved` is told. Never rejects: what failed is in the answer.
 */
export const commitChanges = async (
  connection: ClusterConnection,
  batch: readonly BulkChange[],
  onHalved: (size: number) => void,
): Promise<CommittedChanges> => {
  const result: CommittedChanges = { changed: [], left: [], failed: [], failure: undefined };
  const waiting: BulkChange[][] = [[...batch]];
  for (let changes = waiting.shift(); changes !== undefined; changes = waiting.shift()) {
    if (changes.length === 0) {
      continue;
    }
    try {
      const answer = await commitOnce(connection, changes);
      if (answer.committed) {
        result.changed.push({ revision: answer.revision, changes });
        continue;
      }
      const isAsSeen = ({ guard }: BulkChange, index: number): boolean =>
        (answer.found[index]?.modRevision ?? '0') === guard;
      const same = changes.filter(isAsSeen);
      result.left.push(...changes.filter((change, index) => !isAsSeen(change, index)));
      if (same.length === changes.length) {
        throw new AppError('internal', { detail: 'etcd refused a write without a reason.' });
      }
      waiting.unshift(same);
    } catch (error) {
      if (isTooLarge(error) && changes.length > 1) {
        const parts = halves(changes);
        onHalved(parts[0]?.length ?? 1);
        waiting.unshift(...parts);
        continue;
      }
      result.failed.push(...changes, ...waiting.flat());
      result.failure = error;
      return result;
    }
  }
  return result;
};
