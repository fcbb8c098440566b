import 'server-only';
import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Which receivers were told of an alert, in the place of whether any was. Of those that fire now it
 * is taken that whoever was ever sent something was told.
 */
export const toldReceiversMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .alterTable('alerts')
      .addColumn('told', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
    await sql`
      update alerts set told = (select json_group_array(name) from alert_receivers)
      where notified = 1 and ended_at is null
    `.execute(database);
    await database.schema.alterTable('alerts').dropColumn('notified').execute();
  },
};
