import 'server-only';
import type { Search } from '@/lib/domain/api/searches';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { runningOperations } from '../operations/running-operations';
import { startOperation } from '../operations/start-operation';
import { type SearchRow, setSearchOperation } from '../store/searches';
import { store } from '../store/store';
import { describeSearch } from './describe-search';
import { runSearch } from './run-search';
import { queryOf } from './search-query';

/** Cancels what runs in a slot and waits until it has recorded how far it came. */
const clearSlot = async (slot: string): Promise<void> => {
  const running = [...runningOperations().byId.values()].filter((each) => each.slot === slot);
  for (const { controller } of running) {
    controller.abort();
  }
  await Promise.all(running.map(({ ended }) => ended));
};

/** Lets an operation work on a search from its cursor on; one at a time for a person. */
export const launchSearch = async (context: RequestContext, row: SearchRow): Promise<Search> => {
  const { username } = context.identity;
  const connection = clusterConnection(row.cluster);
  const query = queryOf(row);
  const slot = `search:${row.cluster}:${username}`;
  await clearSlot(slot);
  const prefix = readableBytes(fromBase64Url(query.prefix) ?? new Uint8Array());
  const operation = await startOperation({
    kind: 'search',
    cluster: row.cluster,
    target: prefix === '' ? row.cluster : prefix,
    startedBy: username,
    slot,
    work: (report, signal) => runSearch({ connection, search: row, query, report, signal }),
  });
  await setSearchOperation(store(), row.id, operation.id);
  return describeSearch(context, { ...row, operation_id: operation.id }, operation);
};
