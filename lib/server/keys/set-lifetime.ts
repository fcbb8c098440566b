import 'server-only';
import type { KeyLifetime } from '@/lib/domain/api/edits';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { keyOf, readUnchanged } from './write-checks';
import { type Written, writeKeys } from './write-key';
import { withNewLease } from './write-lease';
import { assertWritable } from './write-policy';

/**
 * Gives a key a time to live from now on, under a new lease of its own, or takes it away. The value
 * is written again as it is; the lease it had is left alone, because other keys may share it.
 */
export const setLifetime = async (
  context: RequestContext,
  connection: ClusterConnection,
  { key: keyText, modRevision, seconds }: KeyLifetime,
): Promise<Written> => {
  const key = keyOf(keyText);
  const guard = { key, modRevision };
  const { value, lease: before } = await readUnchanged(connection, guard, context.signal);
  await assertWritable(context, connection, [{ key, value }]);
  if (seconds === null && before === '0') {
    return { outcome: 'unchanged', revision: modRevision, verified: true };
  }
  return withNewLease(connection, seconds ?? undefined, (lease) =>
    writeKeys(connection, { guards: [guard], writes: [{ kind: 'put', key, value, lease }] }),
  );
};
