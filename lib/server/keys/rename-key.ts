import 'server-only';
import type { KeyRename } from '@/lib/domain/api/edits';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { authorize } from '../http/authorize';
import type { RequestContext } from '../http/request-context';
import { type Written, writeKeys } from './write-key';
import { prepareTransfer } from './write-target';

/** Moves a value and its lease to another key and deletes the first one, in one Txn. */
export const renameKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  request: KeyRename,
): Promise<Written> => {
  authorize(context, 'key:delete');
  const { source, target, guards } = await prepareTransfer(context, connection, request);
  const { key, value, lease } = source;
  return writeKeys(connection, {
    guards,
    writes: [
      { kind: 'put', key: target, value, lease },
      { kind: 'delete', key },
    ],
  });
};
