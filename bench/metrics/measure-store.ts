import { sql } from 'kysely';
import { readSampleBytes } from '@/lib/server/store/sample-storage';
import type { Store } from '@/lib/server/store/store';

/** What samples take in a store's file. */
export type StoreSize = {
  rows: number;
  layouts: number;
  /** Pages of the file, of rows and their index. */
  bytes: number;
  layoutBytes: number;
  /** What we tell of it ourselves. */
  toldBytes: number;
};

/** Counts the pages of the file that samples take (SQLite's dbstat). */
export const measureStore = async (store: Store): Promise<StoreSize> => {
  const { rows: pages } = await sql<{ name: string; bytes: number }>`
    select name, sum(pgsize) as bytes from dbstat group by name`.execute(store);
  const bytesOf = (...names: string[]): number =>
    pages.reduce((sum, { name, bytes }) => sum + (names.includes(name) ? bytes : 0), 0);
  const count = async (table: 'samples' | 'sample_layouts'): Promise<number> =>
    (
      await store
        .selectFrom(table)
        .select((expression) => expression.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows;
  return {
    rows: await count('samples'),
    layouts: await count('sample_layouts'),
    bytes: bytesOf('samples', 'samples_time'),
    layoutBytes: bytesOf('sample_layouts', 'sqlite_autoindex_sample_layouts_1'),
    toldBytes: await readSampleBytes(store),
  };
};
