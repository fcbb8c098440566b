import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Search, StartSearch } from '@/lib/domain/api/searches';
import { operationId } from '@/lib/domain/operations/operation-id';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { deleteSearch, insertSearch, type SearchRow } from '../store/searches';
import { store } from '../store/store';
import { choosePace } from './choose-pace';
import { launchSearch } from './launch-search';
import { searchProbe } from './search-probe';

/**
 * Starts a search. The one the same person runs on the cluster is cancelled first, and can be
 * resumed later. Rejects with `invalid_pattern` before anything is started.
 */
export const startSearch = async (
  context: RequestContext,
  cluster: string,
  input: StartSearch,
): Promise<Search> => {
  const connection = clusterConnection(cluster);
  searchProbe(input, connection.config);
  const query = { ...input, pace: input.pace ?? (await choosePace(connection, context.signal)) };
  const row = newSearch(context, cluster, query);
  await insertSearch(store(), row);
  try {
    return await launchSearch(context, row);
  } catch (error) {
    await deleteSearch(store(), row.id);
    throw error;
  }
};

const newSearch = (context: RequestContext, cluster: string, query: StartSearch): SearchRow => {
  const startedAt = new Date();
  return {
    id: operationId(startedAt, randomBytes(4).toString('hex')),
    cluster,
    operation_id: '',
    started_by: context.identity.username,
    started_at: startedAt.toISOString(),
    query: JSON.stringify(query),
    cursor: query.prefix,
    revision: null,
    scanned: '0',
    total: null,
    matches: 0,
    masked_values: 0,
    cut_values: 0,
    is_restarted: 0,
    is_locked: 0,
    is_limited: 0,
    answered_by: null,
  };
};
