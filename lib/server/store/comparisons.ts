import 'server-only';
import type { Difference, ReturnOutcome } from '@/lib/domain/api/history';
import type { Store } from './store';
import type { ComparisonRowsTable, ComparisonsTable } from './tables/comparisons';

/** Only so many comparisons of a person on a cluster are kept, the newest. */
const keptComparisons = 20;

/** SQLite takes some 32,000 values in a statement; a row has nine. */
const rowsPerInsert = 500;

/** A comparison as stored; blobs as plain byte arrays. */
export type StoredComparison = ComparisonsTable;

/** A row of a comparison as stored. */
export type StoredComparisonRow = Omit<ComparisonRowsTable, 'comparison_id'>;

/** What a comparison has counted so far. */
export type ComparisonCounts = Pick<
  ComparisonsTable,
  'added' | 'removed' | 'changed' | 'uncompared' | 'same' | 'listed'
>;

/** Records a comparison that begins, and forgets the oldest ones of the same person. */
export const insertComparison = async (
  store: Store,
  comparison: StoredComparison,
): Promise<void> => {
  await store.insertInto('comparisons').values(comparison).execute();
  const kept = store
    .selectFrom('comparisons')
    .select('id')
    .where('cluster', '=', comparison.cluster)
    .where('started_by', '=', comparison.started_by)
    .orderBy('id', 'desc')
    .limit(keptComparisons);
  await store
    .deleteFrom('comparisons')
    .where('cluster', '=', comparison.cluster)
    .where('started_by', '=', comparison.started_by)
    .where('id', 'not in', kept)
    .execute();
};

/** Adds rows to a comparison and records its counts, all or none. */
export const appendComparison = async (
  store: Store,
  id: string,
  rows: readonly StoredComparisonRow[],
  counts: ComparisonCounts,
): Promise<void> => {
  await store.transaction().execute(async (transaction) => {
    for (let offset = 0; offset < rows.length; offset += rowsPerInsert) {
      const part = rows.slice(offset, offset + rowsPerInsert);
      await transaction
        .insertInto('comparison_rows')
        .values(part.map((row) => ({ ...row, comparison_id: id })))
        .execute();
    }
    await transaction.updateTable('comparisons').set(counts).where('id', '=', id).execute();
  });
};

const withBytes = (row: StoredComparison): StoredComparison => ({
  ...row,
  prefix: new Uint8Array(row.prefix),
});

/** A comparison, or undefined. */
export const findComparison = async (
  store: Store,
  cluster: string,
  id: string,
): Promise<StoredComparison | undefined> => {
  const row = await store
    .selectFrom('comparisons')
    .selectAll()
    .where('cluster', '=', cluster)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : withBytes(row);
};

/** The comparisons of a cluster, newest first: of one person, or of everybody. */
export const listComparisonRows = async (
  store: Store,
  cluster: string,
  startedBy: string | undefined,
): Promise<StoredComparison[]> => {
  let query = store
    .selectFrom('comparisons')
    .selectAll()
    .where('cluster', '=', cluster)
    .orderBy('id', 'desc')
    .limit(keptComparisons);
  if (startedBy !== undefined) {
    query = query.where('started_by', '=', startedBy);
  }
  return (await query.execute()).map(withBytes);
};

/** Which rows of a comparison to read: after a position, of one kind, with a text in the name. */
export type RowFilter = { after?: number; kind?: Difference; text?: string; limit: number };

/** Rows of a comparison in key order. */
export const readComparisonRows = async (
  store: Store,
  id: string,
  { after, kind, text, limit }: RowFilter,
): Promise<StoredComparisonRow[]> => {
  let query = store
    .selectFrom('comparison_rows')
    .selectAll()
    .where('comparison_id', '=', id)
    .orderBy('position')
    .limit(limit);
  if (after !== undefined) {
    query = query.where('position', '>', after);
  }
  if (kind !== undefined) {
    query = query.where('kind', '=', kind);
  }
  if (text !== undefined && text !== '') {
    query = query.where((expression) =>
      expression(expression.fn<number>('instr', ['label', expression.val(text)]), '>', 0),
    );
  }
  return (await query.execute()).map((row) => ({ ...row, key: new Uint8Array(row.key) }));
};

/** Records what became of rows that were to be brought back. */
export const setRowOutcomes = async (
  store: Store,
  id: string,
  positions: readonly number[],
  outcome: ReturnOutcome,
): Promise<void> => {
  if (positions.length > 0) {
    await store
      .updateTable('comparison_rows')
      .set({ outcome })
      .where('comparison_id', '=', id)
      .where('position', 'in', [...positions])
      .execute();
  }
};

/** How many rows of a comparison came to which outcome. */
export const countOutcomes = async (
  store: Store,
  id: string,
): Promise<Partial<Record<ReturnOutcome, number>>> => {
  const rows = await store
    .selectFrom('comparison_rows')
    .select((expression) => ['outcome', expression.fn.countAll<number>().as('count')])
    .where('comparison_id', '=', id)
    .where('outcome', 'is not', null)
    .groupBy('outcome')
    .execute();
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, Number(count)]));
};
