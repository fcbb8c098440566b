import 'server-only';
import type { KeyDelete } from '@/lib/domain/api/edits';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { keyOf, readUnchanged } from './write-checks';
import { type Written, writeKeys } from './write-key';
import { assertWritable } from './write-policy';

/** Deletes a key that is still the one that was seen. */
export const deleteKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  { key: keyText, modRevision }: KeyDelete,
): Promise<Written> => {
  const key = keyOf(keyText);
  const guard = { key, modRevision };
  const { value } = await readUnchanged(connection, guard, context.signal);
  await assertWritable(context, connection, [{ key, value }]);
  return writeKeys(connection, { guards: [guard], writes: [{ kind: 'delete', key }] });
};
