import 'server-only';
import type { Kysely, Migration } from 'kysely';

const createComparisons = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('comparisons')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('prefix', 'blob', (column) => column.notNull())
    .addColumn('left_revision', 'text', (column) => column.notNull())
    .addColumn('right_revision', 'text', (column) => column.notNull())
    .addColumn('right_cluster', 'text', (column) => column.notNull())
    .addColumn('only_removed', 'integer', (column) => column.notNull())
    .addColumn('started_by', 'text', (column) => column.notNull())
    .addColumn('added', 'bigint', (column) => column.notNull())
    .addColumn('removed', 'bigint', (column) => column.notNull())
    .addColumn('changed', 'bigint', (column) => column.notNull())
    .addColumn('uncompared', 'bigint', (column) => column.notNull())
    .addColumn('same', 'bigint', (column) => column.notNull())
    .addColumn('listed', 'integer', (column) => column.notNull())
    .execute();

const createRows = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('comparison_rows')
    .addColumn('comparison_id', 'text', (column) =>
      column.notNull().references('comparisons.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key', 'blob', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('left_revision', 'text')
    .addColumn('right_revision', 'text')
    .addColumn('masked', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addPrimaryKeyConstraint('comparison_rows_key', ['comparison_id', 'position'])
    .execute();

/** What differs between two revisions of a prefix, or between two clusters. */
export const comparisonsMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createComparisons(database);
    await createRows(database);
  },
};
