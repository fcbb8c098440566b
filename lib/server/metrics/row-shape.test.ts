import { describe, expect, it } from 'vitest';
import { parseSeries, seriesText } from '@/lib/domain/metrics/series-text';
import { RowShape } from './row-shape';

const samplesOf = (lines: Readonly<Record<string, number>>) =>
  Object.entries(lines).map(([text, value]) => {
    const series = parseSeries(text);
    if (series === undefined) {
      throw new Error(`no series: ${text}`);
    }
    return { series, value };
  });

const stored = (shape: RowShape, lines: Readonly<Record<string, number>>): string[] =>
  shape.rowOf(samplesOf(lines)).layout.map(seriesText);

const calls = (ok: number, failed: number) => ({
  'calls_total{code="OK"}': ok,
  'calls_total{code="Aborted"}': 0,
  'calls_total{code="Internal"}': failed,
});

describe('RowShape', () => {
  it('leaves out labelled counters that are zero, but for the first', () => {
    expect(stored(new RowShape(), calls(0, 0))).toEqual(['calls_total{code="OK"}']);
    expect(stored(new RowShape(), calls(0, 2))).toEqual([
      'calls_total{code="OK"}',
      'calls_total{code="Internal"}',
    ]);
  });

  it('stores gauges and what has no labels, even at zero', () => {
    const page = { errors_total: 0, 'peers{to="a"}': 0, 'peers{to="b"}': 0 };
    expect(stored(new RowShape(), page)).toEqual(Object.keys(page));
  });

  it('stores a histogram whole or not at all', () => {
    const histogram = (label: string, count: number) => ({
      [`took_bucket{op="${label}",le="1"}`]: 0,
      [`took_bucket{op="${label}",le="+Inf"}`]: count,
      [`took_sum{op="${label}"}`]: count * 3,
      [`took_count{op="${label}"}`]: count,
    });
    const page = { ...histogram('a', 0), ...histogram('b', 0), ...histogram('c', 1) };
    expect(stored(new RowShape(), page)).toEqual([
      ...Object.keys(histogram('a', 0)),
      ...Object.keys(histogram('c', 1)),
    ]);
    expect(stored(new RowShape(), { 'took_bucket{le="1"}': 0 })).toHaveLength(1);
  });

  it('goes on storing what has counted, also at zero after a restart, ours and theirs', () => {
    const shape = new RowShape();
    const before = shape.rowOf(samplesOf(calls(5, 1)));
    expect(shape.rowOf(samplesOf(calls(0, 0))).layout).toBe(before.layout);
    const recalled = new RowShape(before.layout);
    expect(recalled.rowOf(samplesOf(calls(0, 0))).layout).toBe(before.layout);
  });

  it('takes a page of another shape, and bounds how many layouts come of it', () => {
    const shape = new RowShape();
    const layouts = new Set<unknown>();
    const page: Record<string, number> = {};
    for (let index = 0; index < 300; index += 1) {
      page[`calls_total{code="${index}"}`] = 0;
    }
    for (let index = 0; index < 300; index += 1) {
      page[`calls_total{code="${index}"}`] = 1;
      layouts.add(shape.rowOf(samplesOf(page)).layout);
    }
    expect(layouts.size).toBeLessThan(70);
    expect(stored(shape, { other: 1 })).toEqual(['other']);
  });
});
