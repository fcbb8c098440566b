import 'server-only';
import type { Store } from './store';
import type { SearchesTable, SearchMatchesTable } from './tables/searches';

/** A search as stored. */
export type SearchRow = SearchesTable;

/** A match as stored. */
export type SearchMatchRow = SearchMatchesTable;

/** What a search has come to. */
export type SearchProgress = Pick<
  SearchRow,
  | 'cursor'
  | 'revision'
  | 'scanned'
  | 'total'
  | 'matches'
  | 'masked_values'
  | 'cut_values'
  | 'is_restarted'
  | 'is_locked'
  | 'is_limited'
  | 'answered_by'
>;

/** So many searches of a person are kept on a cluster. */
const keptSearches = 20;

/** SQLite takes at most 32,766 parameters in a statement. */
const rowsPerStatement = 1_000;

/** Records a search that begins, and forgets the oldest ones of the same person. */
export const insertSearch = (store: Store, row: SearchRow): Promise<void> =>
  store.transaction().execute(async (transaction) => {
    await transaction.insertInto('searches').values(row).execute();
    const old = await transaction
      .selectFrom('searches')
      .select('id')
      .where('cluster', '=', row.cluster)
      .where('started_by', '=', row.started_by)
      .orderBy('id', 'desc')
      .offset(keptSearches)
      .limit(100)
      .execute();
    const ids = old.map(({ id }) => id);
    if (ids.length > 0) {
      await transaction.deleteFrom('search_matches').where('search_id', 'in', ids).execute();
      await transaction.deleteFrom('searches').where('id', 'in', ids).execute();
    }
  });

/** Forgets a search. */
export const deleteSearch = (store: Store, id: string): Promise<void> =>
  store.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('search_matches').where('search_id', '=', id).execute();
    await transaction.deleteFrom('searches').where('id', '=', id).execute();
  });

/** Records which operation works on a search from now on. */
export const setSearchOperation = async (
  store: Store,
  id: string,
  operationId: string,
): Promise<void> => {
  await store
    .updateTable('searches')
    .set({ operation_id: operationId })
    .where('id', '=', id)
    .execute();
};

/** Records what was found since and how far the search is, both or neither. */
export const recordSearch = (
  store: Store,
  id: string,
  progress: SearchProgress,
  matches: readonly SearchMatchRow[],
): Promise<void> =>
  store.transaction().execute(async (transaction) => {
    await transaction.updateTable('searches').set(progress).where('id', '=', id).execute();
    for (let offset = 0; offset < matches.length; offset += rowsPerStatement) {
      const rows = matches.slice(offset, offset + rowsPerStatement);
      await transaction.insertInto('search_matches').values(rows).execute();
    }
  });

/** One search of a cluster, or undefined. */
export const findSearch = (
  store: Store,
  cluster: string,
  id: string,
): Promise<SearchRow | undefined> =>
  store
    .selectFrom('searches')
    .selectAll()
    .where('cluster', '=', cluster)
    .where('id', '=', id)
    .executeTakeFirst();

/** The searches of a person on a cluster, newest first. */
export const listSearchRows = (
  store: Store,
  cluster: string,
  startedBy: string,
): Promise<SearchRow[]> =>
  store
    .selectFrom('searches')
    .selectAll()
    .where('cluster', '=', cluster)
    .where('started_by', '=', startedBy)
    .orderBy('id', 'desc')
    .limit(keptSearches)
    .execute();

/** Matches of a search from a position on, in order. */
export const listMatchRows = (
  store: Store,
  searchId: string,
  { from, limit }: { from: number; limit: number },
): Promise<SearchMatchRow[]> =>
  store
    .selectFrom('search_matches')
    .selectAll()
    .where('search_id', '=', searchId)
    .where('position', '>=', from)
    .orderBy('position')
    .limit(limit)
    .execute();
