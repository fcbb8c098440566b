import 'server-only';
import type { WrittenKey } from '@/lib/domain/api/edits';
import { compareBytes, readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { isAllowed } from '@/lib/domain/permissions';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { maskValue } from '../keys/mask-value';
import { changedError, keyOf, readStored } from '../keys/write-checks';
import { writeKeys } from '../keys/write-key';
import { assertWritable } from '../keys/write-policy';

/** What to put back: the value of a key at a revision; where the key must be now, "0" for absent. */
export type RestoreRequest = { key: string; revision: string; expected: string };

/**
 * Puts an old value of a key back, without its old lease, where the key is still as whoever asks
 * saw it, and reads it back. Throws `not_found` where the key was absent at that revision,
 * `key_changed`, `key_exists` or `key_gone` where it is not as seen, `revision_compacted`, what
 * `assertWritable` throws, and `outcome_unknown` where no reply came.
 */
export const restoreKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  { key: text, revision, expected }: RestoreRequest,
): Promise<WrittenKey> => {
  const key = keyOf(text);
  const request = { key, rangeEnd: undefined, limit: 1, revision };
  const then = (await connection.keys.range(request, context.signal)).keys[0];
  if (then === undefined) {
    throw new AppError('not_found', { detail: 'There was no such key at this revision.' });
  }
  const now = await readStored(connection, key, context.signal);
  // What stands there now counts too: a Kubernetes object is not overwritten with something else.
  await assertWritable(context, connection, [then, ...(now === undefined ? [] : [now])]);
  const guard = { key, modRevision: expected };
  if ((now?.modRevision ?? '0') !== expected) {
    throw changedError(guard, now);
  }
  const name = { bytes: toBase64Url(key), text: readableBytes(key) };
  if (now !== undefined && maySee(context, connection, now) && isSameValue(now, then)) {
    return { key: name, outcome: 'unchanged', revision: now.modRevision, verified: true };
  }
  const written = await writeKeys(connection, {
    guards: [guard],
    writes: [{ kind: 'put', key, value: then.value }],
  });
  return { key: name, ...written };
};

const isSameValue = (left: StoredKey, right: StoredKey): boolean =>
  compareBytes(left.value, right.value) === 0;

/** To learn that a masked value is the same as another one is to learn it by guessing. */
const maySee = (
  { identity }: RequestContext,
  { config: { kubernetesPrefix } }: ClusterConnection,
  { key, value }: StoredKey,
): boolean =>
  isAllowed(identity.role, 'key:reveal') ||
  !maskValue(key, value, { kubernetesPrefix, reveal: false }).masked;
