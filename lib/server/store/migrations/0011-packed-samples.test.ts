import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { expect, it } from 'vitest';
import type { SampleLayout } from '@/lib/domain/metrics/sample-row';
import { openDatabase } from '../open-database';
import { readSampleBytes } from '../sample-storage';
import { insertSamples, readSampleRows } from '../samples';
import { openStore } from '../store';
import { migrations } from '.';

type OldTables = {
  sample_layouts: { series: string };
  samples: {
    cluster: string;
    member_id: string;
    time: number;
    started: number;
    layout_id: number;
    sample_values: Uint8Array;
  };
};

const layout: SampleLayout = [
  { name: 'm', labels: { le: '+Inf', text: 'a "quoted"\nline\\' } },
  { name: 'n', labels: {} },
];
const owner = { cluster: 'test', memberId: 'a1' };

/** A store as it was before, with one row. */
const writeOldStore = async (file: string): Promise<void> => {
  const old = new Kysely<OldTables>({
    dialect: new SqliteDialect({ database: openDatabase(file) }),
  });
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0011'));
  const migrator = new Migrator({ db: old, provider: { getMigrations: async () => before } });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  await old
    .insertInto('sample_layouts')
    .values({ series: JSON.stringify(layout) })
    .execute();
  await old
    .insertInto('samples')
    .values({
      cluster: owner.cluster,
      member_id: owner.memberId,
      time: 10,
      started: 1,
      layout_id: 1,
      sample_values: new Uint8Array(Float64Array.of(0.5, 7).buffer),
    })
    .execute();
  await old.destroy();
};

it('keeps the rows of before readable, and stores new ones beside them', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-migration-'));
  const file = path.join(directory, 'etcdscope.sqlite');
  await writeOldStore(file);
  const store = await openStore(file);
  try {
    const bytes = await readSampleBytes(store);
    expect(bytes).toBeGreaterThan(16);
    const values = Float64Array.of(1.5, 8);
    await insertSamples(store, owner, [{ time: 20, started: 1, layout, values }]);
    const rows = await readSampleRows(store, { ...owner, after: 0, until: 100, step: 1 });
    expect(rows).toEqual([
      { time: 10, started: 1, clock: 0, layout, values: Float64Array.of(0.5, 7) },
      { time: 20, started: 1, clock: 0, layout, values },
    ]);
    expect(await readSampleBytes(store)).toBeGreaterThan(bytes);
  } finally {
    await store.destroy();
    await rm(directory, { recursive: true, force: true });
  }
});
