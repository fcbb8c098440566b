import 'server-only';
import type { Kysely, Migration } from 'kysely';

/** When which revision of a cluster was seen. */
export const revisionTimesMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('revision_times')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('time', 'bigint', (column) => column.notNull())
      .addColumn('revision', 'text', (column) => column.notNull())
      .execute();
    await database.schema
      .createIndex('revision_times_order')
      .on('revision_times')
      .columns(['cluster', 'id', 'time'])
      .execute();
  },
};
