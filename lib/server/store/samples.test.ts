import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { insertSamples, readNewestRow, readSampleRows } from './samples';
import { openStore, type Store } from './store';
import { thinSamples } from './thin-samples';

const owner = { cluster: 'test', memberId: 'a1' };
const hour = 3_600_000;
const layout = [{ name: 'm', labels: { le: '+Inf' } }];

let directory: string;
let store: Store;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-samples-'));
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
});

afterEach(async () => {
  await store.destroy();
  await rm(directory, { recursive: true, force: true });
});

const row = (time: number, value = time, started = 1): SampleRow => ({
  time,
  started,
  layout,
  values: Float64Array.of(value),
});

const timesOf = async (request: {
  after: number;
  until: number;
  step: number;
  alsoAt?: number[];
}) => (await readSampleRows(store, { ...owner, ...request })).map(({ time }) => time);

describe('samples', () => {
  it('come back as they were stored', async () => {
    const values = Float64Array.of(0.1, 2 ** 53, -1, Number.POSITIVE_INFINITY);
    const wide = values.length;
    const stored: SampleRow = {
      time: 1_700_000_000_123,
      started: 1_699_999_999_000,
      layout: Array.from({ length: wide }, (_, index) => ({ name: `m${index}`, labels: {} })),
      values,
    };
    await insertSamples(store, owner, [stored, stored]);
    const read = { ...owner, after: 0, until: 2e12, step: 15_000 };
    expect(await readSampleRows(store, read)).toEqual([stored]);
    expect(await readNewestRow(store, owner)).toEqual(stored);
    expect(await readNewestRow(store, { ...owner, memberId: 'b2' })).toBeUndefined();
  });

  it('are chosen by step: the last that is not after each of its multiples', async () => {
    await insertSamples(
      store,
      owner,
      [0, 15, 30, 31, 59, 60, 61].map((time) => row(time)),
    );
    expect(await timesOf({ after: -1, until: 100, step: 30 })).toEqual([0, 30, 60, 61]);
    expect(await timesOf({ after: 0, until: 59, step: 30 })).toEqual([30, 59]);
    expect(await timesOf({ after: -1, until: 59, step: 30, alsoAt: [50, -5] })).toEqual([
      0, 30, 31, 59,
    ]);
    expect(await timesOf({ after: 100, until: 200, step: 30 })).toEqual([]);
  });

  it('keep the last of each process life within a step', async () => {
    await insertSamples(store, owner, [row(1), row(2), row(3, 3, 2), row(4, 4, 2)]);
    expect(await timesOf({ after: 0, until: 100, step: 30 })).toEqual([2, 4]);
  });
});

describe('thinning', () => {
  it('keeps a day whole, then one in five minutes and life, and nothing after thirty days', async () => {
    const now = Math.ceil(Date.now() / (10 * hour)) * 10 * hour;
    const yesterday = now - 27 * hour;
    const fresh = Array.from({ length: 40 }, (_, index) => row(now - hour + index * 15_000));
    const old = Array.from({ length: 41 }, (_, index) =>
      row(yesterday + index * 15_000, 0, index < 25 ? 1 : 2),
    );
    const ancient = [row(now - 31 * 24 * hour)];
    await insertSamples(store, owner, [...ancient, ...old, ...fresh]);
    await thinSamples(store, now);
    await thinSamples(store, now);
    const kept = await timesOf({ after: 0, until: now, step: 1 });
    const minutes = kept.filter((time) => time < now - 25 * hour).map((time) => time - yesterday);
    expect(minutes).toEqual([0, 20 * 15_000, 24 * 15_000, 40 * 15_000]);
    expect(kept.length - minutes.length).toBe(fresh.length);
  });

  it('forgets layouts no row has', async () => {
    await insertSamples(store, owner, [row(1)]);
    await thinSamples(store, Date.now());
    expect(await store.selectFrom('sample_layouts').selectAll().execute()).toEqual([]);
  });
});
