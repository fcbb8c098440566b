import 'server-only';
import type { Kysely, Migration } from 'kysely';

const createAlerts = async (database: Kysely<unknown>): Promise<void> => {
  await database.schema
    .createTable('alerts')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text')
    .addColumn('member_name', 'text')
    .addColumn('labels', 'text', (column) => column.notNull())
    .addColumn('value', 'real')
    .addColumn('active_at', 'integer', (column) => column.notNull())
    .addColumn('fired_at', 'integer')
    .addColumn('ended_at', 'integer')
    .addColumn('notified', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('alerts_of_cluster')
    .on('alerts')
    .columns(['cluster', 'ended_at', 'id'])
    .execute();
  await database.schema
    .createTable('alert_evaluations')
    .addColumn('cluster', 'text', (column) => column.primaryKey())
    .addColumn('evaluated_at', 'integer', (column) => column.notNull())
    .execute();
};

const createSettings = async (database: Kysely<unknown>): Promise<void> => {
  await database.schema
    .createTable('alert_rules')
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('thresholds', 'text', (column) => column.notNull())
    .addColumn('for_seconds', 'integer', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('set_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_rules_key', ['cluster', 'rule'])
    .execute();
  await database.schema
    .createTable('alert_silences')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('rule', 'text')
    .addColumn('member_id', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('ends_at', 'integer', (column) => column.notNull())
    .addColumn('ended_at', 'integer')
    .execute();
};

const createDeliveries = async (database: Kysely<unknown>): Promise<void> => {
  await database.schema
    .createTable('alert_outbox')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('receiver', 'text', (column) => column.notNull())
    .addColumn('alert_id', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('alert_outbox_of_receiver')
    .on('alert_outbox')
    .columns(['receiver', 'id'])
    .execute();
  await database.schema
    .createTable('alert_receivers')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('last_sent_at', 'integer')
    .addColumn('failure', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('retry_at', 'integer', (column) => column.notNull())
    .execute();
};

/** Alerts with their past, what was edited and silenced, and what is still to be told to whom. */
export const alertsMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createAlerts(database);
    await createSettings(database);
    await createDeliveries(database);
  },
};
