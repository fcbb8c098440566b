import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { panelIds } from '@/lib/domain/metrics/panel-declaration';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { roundLayout } from '@/lib/domain/metrics/scrape-rounds';
import { storedMetricNames } from '@/lib/domain/metrics/stored-metrics';
import { timeRangeNames, timeRanges } from '@/lib/domain/metrics/time-ranges';
import { insertSamples, roundsOwner } from '../store/samples';
import { recordMembers } from '../store/scrape-targets';
import { openStore, type Store } from '../store/store';
import { readHeatmap } from './read-heatmap';
import { readPanels } from './read-panels';

const intervalMilliseconds = 15_000;
const day = 24 * 3_600_000;
const now = Math.floor(Date.now() / intervalMilliseconds) * intervalMilliseconds;
const members = ['a1', 'b2', 'c3'];
const cluster = 'test';

let directory: string;
let store: Store;

const bounds = [...Array.from({ length: 4 }, (_, index) => String(0.001 * 2 ** index)), '+Inf'];

/** What the panels ask for, of one method that fails. */
const labelsOf = (name: string): Record<string, string> =>
  name.startsWith('grpc_')
    ? { grpc_type: 'unary', grpc_method: 'Range', grpc_code: 'Unavailable' }
    : {};

const bucketsOf = (name: string): SampleLayout =>
  bounds.map((le) => ({ name, labels: { ...labelsOf(name), le } }));

/** The series a member that exposes everything has. */
const layout: SampleLayout = [...storedMetricNames].flatMap((name) =>
  name.endsWith('_bucket') ? bucketsOf(name) : [{ name, labels: labelsOf(name) }],
);

const rowAt = (time: number): SampleRow => ({
  time,
  started: 1,
  layout,
  values: Float64Array.from(layout, (_, index) => (time / 1000) * 2 + index),
});

const read = (range: number, options: { panels?: string; points?: number; from?: string } = {}) =>
  readPanels(
    { store, cluster, intervalMilliseconds, now },
    {
      panels: options.panels ?? panelIds.join(','),
      from: options.from ?? new Date(now - range).toISOString(),
      to: new Date(now).toISOString(),
      points: options.points ?? 500,
    },
  );

/** Much faster than storing the same again. */
const copySamples = async (from: string, to: string): Promise<void> => {
  const columns = ['time', 'started', 'clock', 'layout_id', 'sample_values'] as const;
  await store
    .insertInto('samples')
    .columns(['cluster', 'member_id', ...columns])
    .expression((expression) =>
      expression
        .selectFrom('samples')
        .select(({ val }) => [val(cluster).as('cluster'), val(to).as('member_id')])
        .select(columns)
        .where('member_id', '=', from),
    )
    .execute();
};

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-panels-'));
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
  const known = members.map((memberId) => ({ cluster, memberId, memberName: `m-${memberId}` }));
  await recordMembers(store, cluster, known, now);
  const full = Array.from({ length: (25 * 3_600_000) / intervalMilliseconds }, (_, index) =>
    rowAt(now - index * intervalMilliseconds),
  );
  const thinned = Array.from({ length: 31 * 288 }, (_, index) =>
    rowAt(now - 25 * 3_600_000 - index * 300_000),
  );
  const [first = '', ...others] = members;
  await insertSamples(store, { cluster, memberId: first }, [...full, ...thinned]);
  for (const memberId of others) {
    await copySamples(first, memberId);
  }
  const answered = { layout: roundLayout(members), values: Float64Array.from(members, () => 1) };
  const roundsOf = (rows: readonly SampleRow[]) => rows.map((row) => ({ ...row, ...answered }));
  await insertSamples(store, { cluster, memberId: roundsOwner }, roundsOf([...full, ...thinned]));
});

afterAll(async () => {
  await store?.destroy();
  await rm(directory, { recursive: true, force: true });
});

describe('panels over a month of three members', () => {
  it.each(timeRangeNames)('%s: at most 500 points a line, and no gap', async (range) => {
    const answer = await read(timeRanges[range]);
    for (const { id, series } of answer.panels) {
      for (const { points, latest } of series) {
        expect(points.length).toBeLessThanOrEqual(500);
        expect(points.length).toBeGreaterThan(10);
        expect({ id, gaps: points.filter(([, value]) => value === null) }).toEqual({
          id,
          gaps: [],
        });
        expect(latest).not.toBeNull();
      }
    }
  });

  it('has the same rate whatever the range', async () => {
    for (const range of timeRangeNames) {
      const { panels } = await read(timeRanges[range], { panels: 'client-sent' });
      const values = panels[0]?.series[0]?.points.map(([, value]) => value) ?? [];
      expect({ range, wrong: values.filter((value) => Math.abs((value ?? 0) - 2) > 1e-6) }).toEqual(
        {
          range,
          wrong: [],
        },
      );
    }
  });
});

describe('a heat map', () => {
  const readMap = (range: number, panel = 'wal-fsync') =>
    readHeatmap(
      { store, cluster, intervalMilliseconds, now },
      {
        panel,
        member: members[1] ?? '',
        from: new Date(now - range).toISOString(),
        to: new Date(now).toISOString(),
        columns: 240,
      },
    );

  it.each(timeRangeNames)('%s: counts every observation once', async (range) => {
    const { bounds, columns } = await readMap(timeRanges[range]);
    expect(bounds).toEqual([0.001, 0.002, 0.004, 0.008, null]);
    expect(columns.length).toBeLessThanOrEqual(240);
    const times = columns.map(({ time }) => time);
    const step = (times[1] ?? 0) - (times[0] ?? 0);
    // All buckets grow by two a second, so that the first one takes all observations.
    const first = columns.map(({ counts }) => counts[0] ?? Number.NaN);
    const total = first.reduce((sum, count) => sum + count, 0);
    // Of old samples one in five minutes is there, so that borders are off by as much.
    const tolerance = range === '7d' || range === '30d' ? 2 * 300 : 0;
    expect(Math.abs(total - (2 * columns.length * step) / 1000)).toBeLessThanOrEqual(tolerance);
    expect(columns.flatMap(({ counts }) => counts.slice(1)).every((count) => count === 0)).toBe(
      true,
    );
  });

  it('is refused for a panel without a histogram', async () => {
    const refused = await readMap(day, 'memory').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'invalid_input' });
  });
});

describe('a request that makes no sense', () => {
  it.each([
    ['an unknown panel', { panels: 'wal-fsync,nothing' }],
    ['a range that ends before it begins', { from: new Date(now + 1).toISOString() }],
    ['a range of years', { from: new Date(now - 400 * day).toISOString() }],
  ])('is refused: %s', async (_, options) => {
    const refused = await read(day, options).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: 'invalid_input' });
  });
});
