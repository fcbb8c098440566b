import 'server-only';
import type { KeyCopy } from '@/lib/domain/api/edits';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { type Written, writeKeys } from './write-key';
import { prepareTransfer } from './write-target';

/** Writes the value of a key to another key; the copy shares the lease or has none. */
export const copyKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  { keepLease, ...request }: KeyCopy,
): Promise<Written> => {
  const { source, target, guards } = await prepareTransfer(context, connection, request);
  const lease = keepLease ? source.lease : '0';
  return writeKeys(connection, {
    guards,
    writes: [{ kind: 'put', key: target, value: source.value, lease }],
  });
};
