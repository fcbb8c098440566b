import 'server-only';
import type { Search } from '@/lib/domain/api/searches';
import type { RequestContext } from '../http/request-context';
import { readOperation } from '../operations/read-operation';
import { describeSearch } from './describe-search';
import { findOwnSearch } from './find-own-search';

/** One search as it stands. Rejects with `not_found` or `forbidden`. */
export const readSearch = async (
  context: RequestContext,
  cluster: string,
  id: string,
): Promise<Search> => {
  const row = await findOwnSearch(context, cluster, id);
  return describeSearch(context, row, await readOperation(row.operation_id));
};
