import 'server-only';
import type { NewKey } from '@/lib/domain/api/edits';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { assertFits, bytesOf, changedError, keyOf, readStored } from './write-checks';
import { type Written, writeKeys } from './write-key';
import { withNewLease } from './write-lease';
import { assertWritable } from './write-policy';

/** Creates a key that must not exist yet, with a lease of its own where it is to expire. */
export const createKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  { key: keyText, value: valueText, seconds }: NewKey,
): Promise<Written> => {
  const key = keyOf(keyText);
  const value = bytesOf(valueText);
  await assertWritable(context, connection, [{ key, value }]);
  assertFits(key, value);
  const guard = { key, modRevision: '0' };
  const existing = await readStored(connection, key, context.signal);
  if (existing !== undefined) {
    throw changedError(guard, existing);
  }
  return withNewLease(connection, seconds, (lease) =>
    writeKeys(connection, { guards: [guard], writes: [{ kind: 'put', key, value, lease }] }),
  );
};
