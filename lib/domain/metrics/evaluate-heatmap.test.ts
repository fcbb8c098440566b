import { describe, expect, it } from 'vitest';
import { columnTimes, evaluateHeatmap } from './evaluate-heatmap';
import { memberRows } from './member-rows';
import type { PanelDeclaration } from './panel-declaration';
import { distribution } from './panel-lines';
import type { SampleLayout, SampleRow } from './sample-row';

const second = 1000;
const steps = (...times: number[]) => ({
  step: 30 * second,
  resolution: 15 * second,
  endResolution: 15 * second,
  times: times.map((time) => time * second),
});

const layoutOf = (metric: string): SampleLayout =>
  ['1', '2', '+Inf'].map((le) => ({ name: `${metric}_bucket`, labels: { le } }));

/** Cumulative counts of the buckets, by second. */
type Rows = Readonly<Record<number, readonly number[]>>;

const rowsOf = (metric: string, rows: Rows): SampleRow[] => {
  const layout = layoutOf(metric);
  return Object.entries(rows).map(([time, values]) => ({
    time: Number(time) * second,
    started: 1,
    layout,
    values: Float64Array.from(values),
  }));
};

const panel: PanelDeclaration = {
  id: 'wal-fsync',
  group: 'disk',
  ...distribution({ metric: 'm' }, { metric: 'n' }),
};

const countsOf = (metric: string, rows: Rows) =>
  evaluateHeatmap(panel, memberRows(rowsOf(metric, rows)), steps(30, 60, 90, 95)).columns.map(
    ({ counts }) => counts,
  );

describe('evaluateHeatmap', () => {
  const none = [null, null, null];

  it.each([
    [
      'the growth of each bucket alone',
      { 0: [1, 2, 3], 30: [2, 4, 9], 60: [2, 4, 9], 90: [2, 4, 10] },
      [
        [1, 1, 4],
        [0, 0, 0],
        [0, 0, 1],
      ],
    ],
    [
      'each observation once, wherever the rows lie',
      { 3: [0, 0, 0], 18: [1, 1, 1], 33: [2, 2, 2], 47: [3, 3, 3], 89: [9, 9, 9] },
      [
        [1, 0, 0],
        [2, 0, 0],
        [6, 0, 0],
      ],
    ],
    [
      'all since a reset',
      { 0: [5, 7, 9], 30: [1, 1, 2], 60: [1, 1, 2], 90: [1, 1, 2] },
      [
        [1, 0, 1],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    ['nothing in a gap', { 0: [1, 1, 1], 30: [2, 2, 2] }, [[1, 0, 0], none, none]],
  ])('counts %s', (_, rows, expected) => {
    expect(countsOf('m', rows)).toEqual(expected);
    expect(countsOf('n', rows)).toEqual(expected);
  });

  it('has no rows where the histogram is not exposed', () => {
    expect(evaluateHeatmap(panel, memberRows(rowsOf('o', { 0: [1, 1, 1] })), steps(30))).toEqual({
      bounds: [],
      columns: [{ time: 30 * second, counts: [] }],
    });
  });

  it('gives bounds in the unit of the panel', () => {
    const milliseconds = { ...panel, ...distribution({ metric: 'm' }, undefined, 0.001) };
    const found = evaluateHeatmap(
      milliseconds,
      memberRows(rowsOf('m', { 0: [1, 1, 1] })),
      steps(30),
    );
    expect(found.bounds).toEqual([0.001, 0.002, null]);
  });
});

it('leaves out the last point, which is no whole column', () => {
  expect(columnTimes(steps(30, 60, 95))).toEqual([30_000, 60_000]);
  expect(columnTimes(steps(30))).toEqual([30_000]);
});
