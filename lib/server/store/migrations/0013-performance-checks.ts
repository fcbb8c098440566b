import 'server-only';
import type { Kysely, Migration } from 'kysely';

/** What performance checks measured, and whose keys are still to be removed. */
export const performanceChecksMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('performance_checks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('load', 'text', (column) => column.notNull())
      .addColumn('seconds', 'integer', (column) => column.notNull())
      .addColumn('prefix', 'text', (column) => column.notNull())
      .addColumn('cleaned', 'integer', (column) => column.notNull())
      .addColumn('result', 'text')
      .execute();
    await database.schema
      .createIndex('performance_checks_by_cluster')
      .on('performance_checks')
      .columns(['cluster', 'id'])
      .execute();
  },
};
