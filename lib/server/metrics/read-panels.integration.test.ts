import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { panelIds } from '@/lib/domain/metrics/panel-declaration';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { timeRangeNames, timeRanges } from '@/lib/domain/metrics/time-ranges';
import { insertSamples } from '../store/samples';
import { recordMembers } from '../store/scrape-targets';
import { openStore, type Store } from '../store/store';
import { readPanels } from './read-panels';

const intervalMilliseconds = 15_000;
const day = 24 * 3_600_000;
const now = Math.floor(Date.now() / intervalMilliseconds) * intervalMilliseconds;
const members = ['a1', 'b2', 'c3'];
const cluster = 'test';

let directory: string;
let store: Store;

const bounds = [...Array.from({ length: 14 }, (_, index) => String(0.001 * 2 ** index)), '+Inf'];

/** The series a member with two peers exposes. */
const layout: SampleLayout = panelDeclarations.flatMap(({ id, lines, isDistribution }) => {
  const metrics = [...new Set(lines.map(({ metric }) => metric))];
  const peers = id === 'peer-round-trip' ? ['p1', 'p2'] : [''];
  return metrics.flatMap((name) =>
    isDistribution
      ? peers.flatMap((To) => bounds.map((le) => ({ name: `${name}_bucket`, labels: { To, le } })))
      : [{ name, labels: {} }],
  );
});

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
  for (const memberId of members) {
    await insertSamples(store, { cluster, memberId }, [...full, ...thinned]);
  }
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
