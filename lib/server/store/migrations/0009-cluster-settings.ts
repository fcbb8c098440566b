import 'server-only';
import type { Kysely, Migration } from 'kysely';

/** What administrators set for a cluster here, beside what its configuration says. */
export const clusterSettingsMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('cluster_settings')
      .addColumn('cluster', 'text', (column) => column.primaryKey())
      .addColumn('kubernetes_writable', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('set_by', 'text', (column) => column.notNull())
      .addColumn('set_at', 'text', (column) => column.notNull())
      .execute();
  },
};
