import 'server-only';
import type { Kysely, Migration } from 'kysely';

/** How bulk changes ended: more than the record of an operation can say. */
export const bulkMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('bulk_outcomes')
      .addColumn('operation', 'text', (column) => column.primaryKey())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .execute();
  },
};
