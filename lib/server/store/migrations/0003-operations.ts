import 'server-only';
import type { Kysely, Migration } from 'kysely';

const createOperations = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('operations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('started_by', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('done', 'text', (column) => column.notNull())
    .addColumn('total', 'text')
    .addColumn('failure_code', 'text')
    .addColumn('failure_detail', 'text')
    .addColumn('failure_parameters', 'text')
    .execute();

/** Operations. Backups have no table: the manifests beside their files are the truth. */
export const operationsMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createOperations(database);
    await database.schema
      .createIndex('operations_cluster')
      .on('operations')
      .columns(['cluster', 'id'])
      .execute();
    await database.schema
      .createIndex('operations_state')
      .on('operations')
      .columns(['state'])
      .execute();
  },
};
