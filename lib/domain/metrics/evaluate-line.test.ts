import { describe, expect, it } from 'vitest';
import { lineEvaluator, memberRows } from './evaluate-line';
import type { LineFunction } from './panel-declaration';
import type { SampleLayout, SampleRow } from './sample-row';

const plain: SampleLayout = [{ name: 'm', labels: {} }];
const rule = { width: 30_000, freshness: 22_500 };

/** Rows 15 s apart, numbers in order of time; undefined is a scrape that failed. */
const rowsOf = (values: (number | undefined)[], startedAt: (index: number) => number = () => 1) =>
  values.flatMap((value, index): SampleRow[] =>
    value === undefined
      ? []
      : [
          {
            time: index * 15_000,
            started: startedAt(index),
            layout: plain,
            values: Float64Array.of(value),
          },
        ],
  );

const evaluate = (rows: SampleRow[], kind: LineFunction, at: number, metric = 'm') =>
  lineEvaluator({ part: '', metric, function: kind }, memberRows(rows))(at, rule)?.value;

describe('a gauge', () => {
  it.each([
    ['the newest value', [1, 2, 3], 31_000, 3],
    ['nothing before the first row', [1], -1, undefined],
    ['nothing where a scrape failed', [1, undefined, 3], 29_000, undefined],
    ['the value after a gap', [1, undefined, undefined, 4], 45_000, 4],
    ['nothing for NaN', [Number.NaN], 1, undefined],
  ])('gives %s', (_, values, at, expected) => {
    expect(evaluate(rowsOf(values), { kind: 'gauge' }, at)).toBe(expected);
  });
});

describe('a counter', () => {
  it.each([
    ['its growth over the window', [0, 10, 30, 60], 45_000, 50],
    ['what is there where history begins', [5, 10], 15_000, 5],
    ['nothing from one row', [5], 0, undefined],
    ['nothing after a long gap', [5, undefined, undefined, undefined, 9], 60_000, undefined],
    ['growth again after the second row', [5, undefined, undefined, undefined, 9, 10], 75_000, 1],
    ['the new value after a reset', [100, 110, 3, 5], 45_000, 5],
    ['what grew before and after a reset', [100, 110, 3], 30_000, 13],
    ['two resets in one window', [100, 3, 1], 30_000, 4],
    ['zero where nothing happens', [7, 7, 7], 30_000, 0],
    ['the growth across a lost value', [1, Number.NaN, 4], 30_000, 3],
  ])('gives %s', (_, values, at, expected) => {
    expect(evaluate(rowsOf(values), { kind: 'increase' }, at)).toBe(expected);
    const seconds = at === 15_000 || at === 75_000 ? 15 : 30;
    const rate = evaluate(rowsOf(values), { kind: 'rate' }, at);
    expect(rate).toBe(expected === undefined ? undefined : expected / seconds);
  });

  it('adds up the series of one member', () => {
    const layout = ['a', 'b'].map((peer) => ({ name: 'm', labels: { To: peer } }));
    const rows = [Float64Array.of(1, 2), Float64Array.of(3, 7)].map((values, index) => {
      return { time: index * 15_000, started: 1, layout, values };
    });
    expect(evaluate(rows, { kind: 'increase' }, 15_000)).toBe(7);
  });

  it('takes a series that appears as grown from zero, one that goes as still', () => {
    const both = ['a', 'b'].map((peer) => ({ name: 'm', labels: { To: peer } }));
    const rows: SampleRow[] = [
      { time: 0, started: 1, layout: both.slice(0, 1), values: Float64Array.of(10) },
      { time: 15_000, started: 1, layout: both, values: Float64Array.of(11, 4) },
      { time: 30_000, started: 1, layout: both.slice(1), values: Float64Array.of(6) },
    ];
    expect(evaluate(rows, { kind: 'increase' }, 30_000)).toBe(7);
  });

  it('has no spike where a metric begins to be stored', () => {
    const rows: SampleRow[] = [
      { time: 0, started: 1, layout: [], values: new Float64Array() },
      ...rowsOf([undefined, 1000, 1001]),
    ];
    expect(evaluate(rows, { kind: 'increase' }, 15_000)).toBeUndefined();
    expect(evaluate(rows, { kind: 'increase' }, 30_000)).toBe(1);
    expect(evaluate(rows, { kind: 'rate' }, 30_000)).toBe(1 / 15);
  });

  it('is a gap where the metric is not exposed', () => {
    expect(evaluate(rowsOf([1, 2, 3]), { kind: 'increase' }, 30_000, 'other')).toBeUndefined();
  });
});

describe('a raft index', () => {
  const restarted = (index: number) => (index < 2 ? 1 : 500_000);

  it.each([
    ['its growth per second', [100, 130, 160], undefined, 30_000, 2],
    ['nothing over a restart', [100, 130, 90_000], restarted, 30_000, undefined],
    ['growth from after a restart', [100, 130, 160, 190], restarted, 45_000, 2],
    ['nothing from zero', [100, 0, 90_000], undefined, 30_000, undefined],
    ['nothing from a fall', [100, 90], undefined, 15_000, undefined],
  ])('gives %s', (_, values, startedAt, at, expected) => {
    expect(evaluate(rowsOf(values, startedAt), { kind: 'indexRate' }, at)).toBe(expected);
  });
});

describe('a quantile', () => {
  const layout: SampleLayout = ['1', '2', '+Inf'].map((le) => ({
    name: 'm_bucket',
    labels: { le },
  }));
  const row = (time: number, ...values: number[]): SampleRow => ({
    time,
    started: 1,
    layout,
    values: Float64Array.from(values),
  });
  const median: LineFunction = { kind: 'quantile', quantile: 0.5 };

  it.each([
    ['of the growth alone', [row(0, 100, 100, 100), row(15_000, 100, 110, 110)], 1.5],
    ['after a reset', [row(0, 100, 100, 100), row(15_000, 0, 10, 10)], 1.5],
    ['as a gap without observations', [row(0, 5, 5, 5), row(15_000, 5, 5, 5)], undefined],
  ])('is %s', (_, rows, expected) => {
    expect(evaluate(rows, median, 15_000)).toBe(expected);
  });
});
