import 'server-only';
import type { SearchList } from '@/lib/domain/api/searches';
import type { RequestContext } from '../http/request-context';
import { runningOperations } from '../operations/running-operations';
import { findOperation } from '../store/operations';
import { listSearchRows } from '../store/searches';
import { store } from '../store/store';
import { describeSearch } from './describe-search';

/** The searches whoever asks has started on a cluster, newest first. */
export const listSearches = async (
  context: RequestContext,
  cluster: string,
): Promise<SearchList> => {
  const rows = await listSearchRows(store(), cluster, context.identity.username);
  const described = await Promise.all(
    rows.map(async (row) => {
      const operation =
        runningOperations().byId.get(row.operation_id)?.current ??
        (await findOperation(store(), row.operation_id));
      return operation === undefined ? [] : [describeSearch(context, row, operation)];
    }),
  );
  return { searches: described.flat() };
};
