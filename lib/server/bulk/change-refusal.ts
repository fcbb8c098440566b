import 'server-only';
import { type ErrorCode, isAppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { assertWritable, type KeyChange } from '../keys/write-policy';

/** Why some of the keys may not be changed; undefined where all may. Other errors are thrown. */
const refusalOf = async (
  context: Pick<RequestContext, 'identity'>,
  connection: ClusterConnection,
  changes: readonly KeyChange[],
): Promise<ErrorCode | undefined> => {
  try {
    await assertWritable(context, connection, changes);
    return undefined;
  } catch (error) {
    if (isAppError(error) && ['kubernetes_read_only', 'forbidden'].includes(error.code)) {
      return error.code;
    }
    throw error;
  }
};

/**
 * Why each of some keys may not be changed, in their order; undefined where it may. Throws
 * `read_only` where the whole cluster is.
 */
export const changeRefusals = async (
  context: Pick<RequestContext, 'identity'>,
  connection: ClusterConnection,
  changes: readonly KeyChange[],
): Promise<(ErrorCode | undefined)[]> => {
  // Most batches are fine as a whole; only one that is not is looked at key by key.
  if ((await refusalOf(context, connection, changes)) === undefined) {
    return changes.map(() => undefined);
  }
  const refusals: (ErrorCode | undefined)[] = [];
  for (const change of changes) {
    refusals.push(await refusalOf(context, connection, [change]));
  }
  return refusals;
};
