import 'server-only';
import type { Kysely, Migration } from 'kysely';

const createSamples = async (database: Kysely<unknown>): Promise<void> => {
  await database.schema
    .createTable('samples')
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('time', 'bigint', (column) => column.notNull())
    .addColumn('started', 'bigint', (column) => column.notNull())
    .addColumn('layout_id', 'integer', (column) => column.notNull())
    .addColumn('sample_values', 'blob', (column) => column.notNull())
    .execute();
  // Holds all that choosing rows needs, so that a month is chosen from without reading values.
  await database.schema
    .createIndex('samples_time')
    .unique()
    .on('samples')
    .columns(['cluster', 'member_id', 'time', 'started'])
    .execute();
  await database.schema
    .createTable('sample_layouts')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('series', 'text', (column) => column.notNull().unique())
    .execute();
};

const createTargets = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('scrape_targets')
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('member_name', 'text', (column) => column.notNull())
    .addColumn('present', 'integer', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('last_at', 'bigint')
    .addColumn('bytes', 'integer')
    .addColumn('milliseconds', 'real')
    .addColumn('failure', 'text')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('scrape_targets_key', ['cluster', 'member_id'])
    .execute();

const createMarks = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('marks')
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('time', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('member_name', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('marks_key', ['cluster', 'time', 'kind', 'member_id'])
    .execute();

/** What the members' metrics pages said over time. */
export const samplesMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createSamples(database);
    await createTargets(database);
    await createMarks(database);
  },
};
