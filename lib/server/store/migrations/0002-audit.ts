import 'server-only';
import type { Kysely, Migration } from 'kysely';

const createAudit = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('audit')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .addColumn('time', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('role', 'text')
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('cluster', 'text')
    .addColumn('resource', 'text')
    .addColumn('reason', 'text')
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('detail', 'text')
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();

/** The append-only audit log; its primary key makes a fork of the chain impossible. */
export const auditMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createAudit(database);
    await database.schema
      .createIndex('audit_actor')
      .on('audit')
      .columns(['actor', 'sequence'])
      .execute();
    await database.schema
      .createIndex('audit_action')
      .on('audit')
      .columns(['action', 'sequence'])
      .execute();
  },
};
