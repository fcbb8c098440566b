import 'server-only';
import { type Kysely, type Migration, sql } from 'kysely';
import { z } from 'zod';
import { packSeries } from '../pack-series';

/** Bytes a row takes beside its values and, twice, its names: keys, index and half-empty pages. */
const rowOverhead = 120;

const layoutSchema = z.array(
  z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
);

type Layouts = {
  sample_layouts: { id: number; series: string };
  packed_layouts: { id: number; digest: string | null; series: Uint8Array; used_at: number };
};

/** Old layouts have no digest, so that no new row finds one: their rows are plain floats. */
const packLayouts = async (database: Kysely<Layouts>): Promise<void> => {
  await database.schema
    .createTable('packed_layouts')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('digest', 'text', (column) => column.unique())
    .addColumn('series', 'blob', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute();
  const now = Date.now();
  for (const { id, series } of await database.selectFrom('sample_layouts').selectAll().execute()) {
    const layout = layoutSchema.parse(JSON.parse(series));
    await database
      .insertInto('packed_layouts')
      .values({ id, digest: null, series: packSeries(layout).packed, used_at: now })
      .execute();
  }
  await database.schema.dropTable('sample_layouts').execute();
  await database.schema.alterTable('packed_layouts').renameTo('sample_layouts').execute();
};

const numberClocks = async (database: Kysely<Layouts>): Promise<void> => {
  await database.schema
    .alterTable('samples')
    .addColumn('clock', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await database.schema.dropIndex('samples_time').execute();
  await database.schema
    .createIndex('samples_time')
    .unique()
    .on('samples')
    .columns(['cluster', 'member_id', 'time', 'started', 'clock'])
    .execute();
};

/** What the rows take, kept by triggers: adding up millions of rows would take seconds. */
const countBytes = async (database: Kysely<Layouts>): Promise<void> => {
  await database.schema
    .createTable('sample_storage')
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .execute();
  const bytesOf = (row: string) =>
    sql.raw(
      `length(${row}sample_values) + 2 * (length(${row}cluster) + length(${row}member_id)) + ${rowOverhead}`,
    );
  await sql`insert into sample_storage (bytes) select coalesce(sum(${bytesOf('')}), 0) from samples`.execute(
    database,
  );
  await sql`create trigger samples_added after insert on samples begin
    update sample_storage set bytes = bytes + ${bytesOf('new.')}; end`.execute(database);
  await sql`create trigger samples_removed after delete on samples begin
    update sample_storage set bytes = bytes - (${bytesOf('old.')}); end`.execute(database);
};

/**
 * Samples in a few hundred bytes a row, which run of our clock they are of, what they take on disk,
 * and how large the members' pages are.
 */
export const packedSamplesMigration: Migration = {
  up: async (database: Kysely<Layouts>) => {
    await packLayouts(database);
    await numberClocks(database);
    await countBytes(database);
    await database.schema.alterTable('scrape_targets').addColumn('page_bytes', 'integer').execute();
  },
};
