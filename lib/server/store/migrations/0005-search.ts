import 'server-only';
import type { Kysely, Migration } from 'kysely';

const createSearches = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('searches')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('operation_id', 'text', (column) => column.notNull())
    .addColumn('started_by', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('query', 'text', (column) => column.notNull())
    .addColumn('cursor', 'text')
    .addColumn('revision', 'text')
    .addColumn('scanned', 'text', (column) => column.notNull())
    .addColumn('total', 'text')
    .addColumn('matches', 'integer', (column) => column.notNull())
    .addColumn('masked_values', 'integer', (column) => column.notNull())
    .addColumn('cut_values', 'integer', (column) => column.notNull())
    .addColumn('is_restarted', 'integer', (column) => column.notNull())
    .addColumn('is_locked', 'integer', (column) => column.notNull())
    .addColumn('is_limited', 'integer', (column) => column.notNull())
    .addColumn('answered_by', 'text')
    .execute();

const createMatches = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('search_matches')
    .addColumn('search_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('mod_revision', 'text', (column) => column.notNull())
    .addColumn('size', 'integer')
    .addColumn('kind', 'text')
    .addColumn('span_start', 'integer')
    .addColumn('span_end', 'integer')
    .addColumn('excerpt', 'text')
    .addPrimaryKeyConstraint('search_matches_key', ['search_id', 'position'])
    .execute();

/** Searches and what they found, so that they survive a reload and a restart. */
export const searchMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createSearches(database);
    await createMatches(database);
    await database.schema
      .createIndex('searches_person')
      .on('searches')
      .columns(['cluster', 'started_by', 'id'])
      .execute();
  },
};
