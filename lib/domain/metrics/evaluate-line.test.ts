import { describe, expect, it } from 'vitest';
import { isExposed, lineEvaluator } from './evaluate-line';
import { memberRows } from './member-rows';
import type { LineExpression, Selector } from './panel-declaration';
import type { SampleLayout, SampleRow } from './sample-row';

type PlainKind = 'gauge' | 'increase' | 'rate' | 'indexRate' | 'age' | 'behind' | 'average';

const plain: SampleLayout = [{ name: 'm', labels: {} }];
const rule = { width: 30_000, freshness: 22_500 };
const of: Selector = { metric: 'm' };

/** Rows 15 s apart, numbers in order of time; undefined is a scrape that failed. */
const rowsOf = (
  values: (number | undefined)[],
  change: (index: number) => Partial<SampleRow> = () => ({}),
) =>
  values.flatMap((value, index): SampleRow[] =>
    value === undefined
      ? []
      : [
          {
            time: index * 15_000,
            started: 1,
            layout: plain,
            values: Float64Array.of(value),
            ...change(index),
          },
        ],
  );

/** Rows 15 s apart of several series. */
const rowsOfSeries = (layout: SampleLayout, ...rows: number[][]): SampleRow[] =>
  rows.map((values, index) => ({
    time: index * 15_000,
    started: 1,
    layout,
    values: Float64Array.from(values),
  }));

const evaluate = (
  rows: SampleRow[],
  expression: LineExpression,
  at: number,
  others: SampleRow[][] = [],
) => {
  const member = memberRows(rows);
  const members = [member, ...others.map(memberRows)];
  return lineEvaluator({ expression }, member, members)(at, rule)?.value;
};

const simple = (kind: PlainKind, metric = 'm'): LineExpression => ({ kind, of: { metric } });

describe('a gauge', () => {
  it.each([
    ['the newest value', [1, 2, 3], 31_000, 3],
    ['nothing before the first row', [1], -1, undefined],
    ['nothing where a scrape failed', [1, undefined, 3], 29_000, undefined],
    ['the value after a gap', [1, undefined, undefined, 4], 45_000, 4],
    ['nothing for NaN', [Number.NaN], 1, undefined],
  ])('gives %s', (_, values, at, expected) => {
    expect(evaluate(rowsOf(values), simple('gauge'), at)).toBe(expected);
  });

  it.each([
    ['those that match', [{ label: 'a', operator: '=', value: 'x' }], 1],
    ['those that do not', [{ label: 'a', operator: '!=', value: 'x' }], 6],
    ['a pattern, matched whole', [{ label: 'a', operator: '=~', value: 'x|z' }], 5],
    ['all but a pattern', [{ label: 'a', operator: '!~', value: 'x|.' }], 0],
    ['a label that is missing as empty', [{ label: 'b', operator: '=', value: '' }], 7],
    [
      'zero where none matches, as zeros are not stored',
      [{ label: 'a', operator: '=', value: '' }],
      0,
    ],
  ] as const)('adds up %s', (_, matchers, expected) => {
    const layout = ['x', 'y', 'z'].map((a) => ({ name: 'm', labels: { a } }));
    const rows = rowsOfSeries(layout, [1, 2, 4]);
    expect(evaluate(rows, { kind: 'gauge', of: { metric: 'm', matchers } }, 0)).toBe(expected);
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
    expect(evaluate(rowsOf(values), simple('increase'), at)).toBe(expected);
    const seconds = at === 15_000 || at === 75_000 ? 15 : 30;
    const rate = evaluate(rowsOf(values), simple('rate'), at);
    expect(rate).toBe(expected === undefined ? undefined : expected / seconds);
  });

  it('says nothing across a step of our own clock', () => {
    const rows = rowsOf([5, 10, 20, 40], (index) => ({ clock: index < 2 ? 0 : 1 }));
    expect(evaluate(rows, simple('increase'), 30_000)).toBeUndefined();
    expect(evaluate(rows, simple('increase'), 45_000)).toBe(20);
    expect(evaluate(rows, simple('gauge'), 30_000)).toBe(20);
  });

  it('adds up the series of one member', () => {
    const layout = ['a', 'b'].map((peer) => ({ name: 'm', labels: { To: peer } }));
    expect(evaluate(rowsOfSeries(layout, [1, 2], [3, 7]), simple('increase'), 15_000)).toBe(7);
  });

  it('takes a series that appears as grown from zero, one that goes as still', () => {
    const both = ['a', 'b'].map((peer) => ({ name: 'm', labels: { To: peer } }));
    const rows: SampleRow[] = [
      { time: 0, started: 1, layout: both.slice(0, 1), values: Float64Array.of(10) },
      { time: 15_000, started: 1, layout: both, values: Float64Array.of(11, 4) },
      { time: 30_000, started: 1, layout: both.slice(1), values: Float64Array.of(6) },
    ];
    expect(evaluate(rows, simple('increase'), 30_000)).toBe(7);
  });

  it('is zero where only series that do not match are stored', () => {
    const matchers = [{ label: 'code', operator: '=' as const, value: 'Internal' }];
    const layout = [{ name: 'm', labels: { code: 'OK' } }];
    const rows = rowsOfSeries(layout, [1], [3]);
    expect(evaluate(rows, { kind: 'rate', of: { metric: 'm', matchers } }, 15_000)).toBe(0);
  });

  it('has no spike where a metric begins to be stored', () => {
    const rows: SampleRow[] = [
      { time: 0, started: 1, layout: [], values: new Float64Array() },
      ...rowsOf([undefined, 1000, 1001]),
    ];
    expect(evaluate(rows, simple('increase'), 15_000)).toBeUndefined();
    expect(evaluate(rows, simple('increase'), 30_000)).toBe(1);
    expect(evaluate(rows, simple('rate'), 30_000)).toBe(1 / 15);
  });

  it('is a gap where the metric is not exposed', () => {
    expect(evaluate(rowsOf([1, 2, 3]), simple('increase', 'other'), 30_000)).toBeUndefined();
  });
});

describe('a raft index', () => {
  const restarted = (index: number) => ({ started: index < 2 ? 1 : 500_000 });

  it.each([
    ['its growth per second', [100, 130, 160], undefined, 30_000, 2],
    ['nothing over a restart', [100, 130, 90_000], restarted, 30_000, undefined],
    ['growth from after a restart', [100, 130, 160, 190], restarted, 45_000, 2],
    ['nothing from zero', [100, 0, 90_000], undefined, 30_000, undefined],
    ['nothing from a fall', [100, 90], undefined, 15_000, undefined],
  ])('gives %s', (_, values, change, at, expected) => {
    expect(evaluate(rowsOf(values, change), simple('indexRate'), at)).toBe(expected);
  });
});

describe('a histogram', () => {
  const layout: SampleLayout = [
    ...['1', '2', '+Inf'].map((le) => ({ name: 'm_bucket', labels: { le } })),
    { name: 'm_sum', labels: {} },
    { name: 'm_count', labels: {} },
  ];
  const rows = (...values: number[][]) => rowsOfSeries(layout, ...values);
  const median: LineExpression = { kind: 'quantile', quantile: 0.5, of };

  it.each([
    ['of the growth alone', rows([100, 100, 100, 90, 100], [100, 110, 110, 110, 110]), 1.5, 2],
    ['after a reset', rows([100, 100, 100, 90, 100], [0, 10, 10, 16, 10]), 1.5, 1.6],
    ['a gap without observations', rows([5, 5, 5, 1, 5], [5, 5, 5, 1, 5]), undefined, undefined],
  ])('has quantile and average %s', (_, given, expected, average) => {
    expect(evaluate(given, median, 15_000)).toBe(expected);
    expect(evaluate(given, simple('average'), 15_000)).toBe(average);
  });

  it('adds up the series that match, and scales what it gives', () => {
    const labelled = ['a', 'b', 'c'].flatMap((op) =>
      ['1', '2', '+Inf'].map((le) => ({ name: 'm_bucket', labels: { op, le } })),
    );
    const member = memberRows(
      rowsOfSeries(labelled, [0, 0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 1, 1, 0, 9, 9]),
    );
    const matchers = [{ label: 'op', operator: '!=' as const, value: 'c' }];
    const expression = { kind: 'quantile' as const, quantile: 0.75, of: { ...of, matchers } };
    const line = lineEvaluator({ scale: 0.001, expression }, member, [member]);
    expect(line(15_000, rule)).toEqual({ value: 0.0015, lower: 0.001, upper: 0.002 });
  });
});

describe('several metrics', () => {
  const two = ['m', 'n'].map((name) => ({ name, labels: {} }));
  const pair = (kind: 'difference' | 'ratio' | 'or', right = 'n'): LineExpression => ({
    kind,
    left: simple('gauge'),
    right: simple('gauge', right),
  });

  it.each([
    ['a difference', pair('difference'), [7, 3], 4],
    ['no difference below zero', pair('difference'), [3, 7], 0],
    ['a ratio', pair('ratio'), [3, 4], 0.75],
    ['no ratio to zero', pair('ratio'), [3, 0], undefined],
    ['no ratio without one side', pair('ratio', 'o'), [3, 4], undefined],
    ['the first that is exposed', pair('or'), [3, 4], 3],
    ['no other for a gap of the first', pair('or'), [Number.NaN, 4], undefined],
    ['seconds since a time', simple('age'), [-40, 0], 40],
  ])('give %s', (_, expression, values, expected) => {
    expect(evaluate(rowsOfSeries(two, values), expression, 0)).toBe(expected);
  });

  it('give the other where the first is not exposed', () => {
    const rows = rowsOfSeries(two, [3, 4]);
    const expression = {
      kind: 'or' as const,
      left: simple('gauge', 'o'),
      right: simple('gauge', 'n'),
    };
    expect(evaluate(rows, expression, 0)).toBe(4);
    expect(isExposed(expression, memberRows(rows))).toBe(true);
    expect(isExposed(pair('ratio', 'o'), memberRows(rows))).toBe(false);
  });
});

describe('how far a member is behind', () => {
  const at = (value: number | undefined) => rowsOf([value]);

  it.each([
    ['the one furthest ahead', 5, [9, 7], 4],
    ['nobody, where it is first', 9, [5, 7], 0],
    ['those that are known', 5, [undefined, 6], 1],
    ['nobody, being alone', 5, [], 0],
    ['no one where it does not answer itself', undefined, [5], undefined],
  ])('is counted from %s', (_, own, others, expected) => {
    expect(evaluate(at(own), simple('behind'), 0, others.map(at))).toBe(expected);
  });
});
