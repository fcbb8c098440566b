import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { readSampleStorage } from './sample-storage';
import { insertSamples, readFutureClock, readNewestRow, readSampleRows } from './samples';
import { openStore, type Store } from './store';
import { thinSamples } from './thin-samples';
import { trustedNow } from './trusted-now';

const owner = { cluster: 'test', memberId: 'a1' };
const hour = 3_600_000;
const limitBytes = 1e9;
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
      clock: 0,
      layout: Array.from({ length: wide }, (_, index) => ({ name: `m${index}`, labels: {} })),
      values,
    };
    await insertSamples(store, owner, [stored, stored]);
    const read = { ...owner, after: 0, until: 2e12, step: 15_000 };
    expect(await readSampleRows(store, read)).toEqual([stored]);
    expect(await readNewestRow(store, { ...owner, until: 2e12 })).toEqual(stored);
    expect(await readNewestRow(store, { ...owner, memberId: 'b2', until: 2e12 })).toBeUndefined();
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

  it('are read where a process restarted more often than a query may have parameters', async () => {
    const restarts = 33_000;
    await insertSamples(store, owner, [row(0)]);
    await sql`with recursive lives (n) as (select 1 union all select n + 1 from lives where n < ${restarts})
      insert into samples select cluster, member_id, time + n, n, layout_id, sample_values, clock
      from samples, lives`.execute(store);
    expect(await timesOf({ after: 0, until: 1e6, step: 60_000 })).toHaveLength(restarts);
  });

  it('keep the last of each process life within a step', async () => {
    await insertSamples(store, owner, [row(1), row(2), row(3, 3, 2), row(4, 4, 2)]);
    expect(await timesOf({ after: 0, until: 100, step: 30 })).toEqual([2, 4]);
  });
});

describe('samples of a clock that was set', () => {
  const ofClock = (time: number, clock: number): SampleRow => ({ ...row(time), clock });

  it("are both kept where their times are the same, and the newer take the older ones' place", async () => {
    await insertSamples(
      store,
      owner,
      [10, 20, 30, 40, 50].map((time) => ofClock(time, 0)),
    );
    await insertSamples(store, owner, [ofClock(20, 1)]);
    expect(await timesOf({ after: 0, until: 100, step: 1 })).toEqual([10, 20, 30, 40, 50]);
    await insertSamples(store, owner, [ofClock(35, 1)]);
    const rows = await readSampleRows(store, { ...owner, after: 0, until: 100, step: 1 });
    expect(rows.map(({ time, clock }) => `${time} ${clock}`)).toEqual([
      '10 0',
      '20 1',
      '35 1',
      '40 0',
      '50 0',
    ]);
  });

  it('tell which run of the clock those of the future are of', async () => {
    await insertSamples(store, owner, [ofClock(10, 2), ofClock(50, 3)]);
    expect(await readFutureClock(store, { ...owner, after: 20 })).toBe(3);
    expect(await readFutureClock(store, { ...owner, after: 50 })).toBeUndefined();
    expect((await readNewestRow(store, { ...owner, until: 20 }))?.clock).toBe(2);
  });
});

describe('the limit on disk', () => {
  it('counts what is stored and deleted', async () => {
    expect(await readSampleStorage(store, 5)).toMatchObject({ bytes: 0, oldest: null });
    await insertSamples(store, owner, [row(1), row(2)]);
    const { bytes, limitBytes, oldest } = await readSampleStorage(store, 5);
    expect({ limitBytes, oldest }).toEqual({ limitBytes: 5, oldest: new Date(1).toISOString() });
    expect(bytes).toBeGreaterThan(100);
    await insertSamples(store, owner, [row(2)]);
    expect((await readSampleStorage(store, 5)).bytes).toBe(bytes);
    await store.deleteFrom('samples').execute();
    expect((await readSampleStorage(store, 5)).bytes).toBe(0);
  });

  it('deletes the oldest first', async () => {
    const now = Date.now();
    const rows = Array.from({ length: 2000 }, (_, index) => row(now - 3_000_000 + index * 1500));
    await insertSamples(store, owner, rows);
    const { bytes } = await readSampleStorage(store, 0);
    await thinSamples(store, { now, since: 0, limitBytes: bytes / 2 });
    const kept = await timesOf({ after: 0, until: now, step: 1 });
    expect((await readSampleStorage(store, 0)).bytes).toBeLessThanOrEqual(bytes / 2);
    expect(kept.length).toBeGreaterThan(400);
    expect(kept.at(-1)).toBe(rows.at(-1)?.time);
    expect(kept).toEqual(rows.map(({ time }) => time).slice(-kept.length));
  });

  it('leaves the event loop to others between pieces', async () => {
    const now = Date.now();
    const past = now - 40 * 24 * hour;
    await insertSamples(
      store,
      owner,
      Array.from({ length: 3000 }, (_, index) => row(past + index * 1000)),
    );
    let turns = 0;
    const count = setInterval(() => {
      turns += 1;
    }, 0);
    await thinSamples(store, { now, since: 0, limitBytes });
    clearInterval(count);
    expect(turns).toBeGreaterThan(2);
    expect((await readSampleStorage(store, limitBytes)).oldest).toBeNull();
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
    await thinSamples(store, { now, since: 0, limitBytes });
    await thinSamples(store, { now, since: 0, limitBytes });
    const kept = await timesOf({ after: 0, until: now, step: 1 });
    const minutes = kept.filter((time) => time < now - 25 * hour).map((time) => time - yesterday);
    expect(minutes).toEqual([0, 20 * 15_000, 24 * 15_000, 40 * 15_000]);
    expect(kept.length - minutes.length).toBe(fresh.length);
  });

  it('deletes what is old although rows of a future were stored before it', async () => {
    const now = Date.now();
    const ahead = Array.from({ length: 600 }, (_, index) => row(now + 24 * hour + index));
    await insertSamples(store, owner, [...ahead, row(now - 31 * 24 * hour)]);
    await thinSamples(store, { now, since: 0, limitBytes });
    const old = store.selectFrom('samples').select('time').where('time', '<', now);
    expect(await old.execute()).toEqual([]);
  });

  it('keeps all history while it is not sure that a clock set ahead is right', async () => {
    const begun = Date.now();
    const day = 24 * hour;
    const history = [27, 20, 10, 5, 2, 1].map((days) => row(begun - days * day));
    await insertSamples(store, owner, [...history, row(begun)]);
    const ahead = begun + 60 * day;
    await insertSamples(store, owner, [row(ahead), row(ahead + day), row(ahead + 2 * day)]);
    const soon = await trustedNow(store, ahead + 2 * day);
    await thinSamples(store, { now: soon, since: 0, limitBytes });
    expect(await timesOf({ after: 0, until: begun, step: 1 })).toHaveLength(history.length + 1);
    const later = await trustedNow(store, ahead + 4 * day);
    await thinSamples(store, { now: later, since: 0, limitBytes });
    expect(await timesOf({ after: 0, until: begun, step: 1 })).toEqual([]);
  });

  it('goes by the clock where samples go on', async () => {
    const now = Date.now();
    expect(await trustedNow(store, now)).toBe(now);
    const before = now - 72 * hour;
    await insertSamples(store, owner, [row(before - 5_000), row(before + 10_000), row(now)]);
    expect(await trustedNow(store, now)).toBe(now - 15_000);
  });

  it('goes on where it was, over times without samples', async () => {
    const now = Math.ceil(Date.now() / (10 * hour)) * 10 * hour;
    const begun = now - 200 * hour;
    const dense = (from: number) =>
      Array.from({ length: 40 }, (_, index) => row(from + 1 + index * 15_000));
    await insertSamples(store, owner, [...dense(begun), ...dense(begun + 100 * hour)]);
    const since = await thinSamples(store, { now, since: 0, limitBytes });
    expect(await timesOf({ after: 0, until: now, step: 1 })).toHaveLength(4);
    await insertSamples(store, owner, dense(since - 2 * hour));
    await insertSamples(store, owner, dense(since + 2 * hour));
    await thinSamples(store, { now: now + 5 * hour, since, limitBytes });
    expect(await timesOf({ after: since, until: now, step: 1 })).toHaveLength(2);
    expect(await timesOf({ after: 0, until: since, step: 1 })).toHaveLength(4 + 40);
  });

  it('forgets layouts no row has', async () => {
    await insertSamples(store, owner, [row(1)]);
    await thinSamples(store, { now: Date.now(), since: 0, limitBytes });
    expect(await store.selectFrom('sample_layouts').selectAll().execute()).toEqual([]);
  });
});
