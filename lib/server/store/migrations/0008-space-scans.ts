import 'server-only';
import type { Kysely, Migration } from 'kysely';

/** Results of space scans, the newest of each prefix. */
export const spaceScansMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('space_scans')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('prefix', 'text', (column) => column.notNull())
      .addColumn('completeness', 'text', (column) => column.notNull())
      .addColumn('summary', 'text', (column) => column.notNull())
      .addColumn('report', 'text', (column) => column.notNull())
      .execute();
    await database.schema
      .createIndex('space_scans_prefix')
      .on('space_scans')
      .columns(['cluster', 'prefix', 'id'])
      .execute();
  },
};
