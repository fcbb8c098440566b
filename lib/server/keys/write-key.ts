import 'server-only';
import type { WrittenKey } from '@/lib/domain/api/edits';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConnection, KeyGuard, KeyWrite } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import { changedError, tooLargeError } from './write-checks';
import { holds, resolveUnknown } from './write-unknown';

/** What is to be written together, and what must hold for it. */
export type KeyCommit = { guards: readonly KeyGuard[]; writes: readonly KeyWrite[] };

/** How writing ended, once it is certain that it happened. */
export type Written = Pick<WrittenKey, 'outcome' | 'revision' | 'verified'>;

/**
 * Writes all or nothing, then reads back what was written, at the very revision it was written at.
 * Throws `key_changed`, `key_exists` or `key_gone` where a guard did not hold, and
 * `outcome_unknown` where no reply came and reading back did not find it done.
 */
export const writeKeys = async (
  connection: ClusterConnection,
  commit: KeyCommit,
): Promise<Written> => {
  const result = await connection.commit(commit).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'outcome_unknown') {
      return resolveUnknown(connection, commit, error);
    }
    throw isAppError(error) && error.code === 'too_large' ? tooLargeError(sizeOf(commit)) : error;
  });
  if ('outcome' in result) {
    return result;
  }
  if (!result.committed) {
    throw unheldGuard(commit.guards, result.found);
  }
  const { revision } = result;
  return { outcome: 'written', revision, verified: await isWritten(connection, commit, revision) };
};

const sizeOf = ({ writes }: KeyCommit): number =>
  writes.reduce(
    (size, write) => size + write.key.length + (write.kind === 'put' ? write.value.length : 0),
    0,
  );

const unheldGuard = (
  guards: readonly KeyGuard[],
  found: readonly (StoredKey | undefined)[],
): AppError => {
  const index = guards.findIndex(
    ({ modRevision }, position) => (found[position]?.modRevision ?? '0') !== modRevision,
  );
  const guard = guards[index];
  return guard === undefined
    ? new AppError('conflict', { detail: 'The keys have changed; nothing was written.' })
    : changedError(guard, found[index]);
};

/** Whether it could be read back; throws where that shows something else than was written. */
const isWritten = async (
  connection: ClusterConnection,
  { writes }: KeyCommit,
  revision: string,
): Promise<boolean> => {
  const requests = writes.map(({ key }) => ({ key, rangeEnd: undefined, limit: 1, revision }));
  const results = await connection.keys.rangeAll(requests).catch(() => undefined);
  if (results === undefined) {
    return false;
  }
  if (!writes.every((write, index) => holds(write, results[index]?.keys[0]))) {
    throw new AppError('internal', {
      detail: `What was written at revision ${revision} is not what was read back. Look at the key before you go on.`,
    });
  }
  return true;
};
