import { type CumulativeMetric, cumulativeMetric } from './cumulative-series';
import type { Bucket } from './histogram-quantile';
import type { Selector } from './panel-declaration';
import { parseValue } from './parse-exposition';
import { type RowWindow, type WindowRule, windowAt } from './row-window';
import type { SampleLayout, SampleRow } from './sample-row';

/** The rows of one member, ascending in time, with what several lines read out of them. */
export type MemberRows = {
  rows: readonly SampleRow[];
  times: readonly number[];
  /** Those of the rows, each once. */
  layouts: ReadonlySet<SampleLayout>;
  /** The rows a value at a time is computed from, undefined in a gap. */
  windowAt: (time: number, rule: WindowRule) => RowWindow | undefined;
  cumulative: (selector: Selector) => CumulativeMetric;
  histogram: (selector: Selector) => CumulativeHistogram;
};

/** A histogram whose series are added up: how far each bucket has grown by each row. */
export type CumulativeHistogram = {
  exposed: readonly boolean[];
  /** Ascending, each once. */
  bounds: readonly number[];
  /** By bound, then by row: observations up to the bound since the first row. */
  grown: readonly Float64Array[];
};

/** Makes rows readable by lines; each metric is worked out once, whatever lines use it. */
export const memberRows = (rows: readonly SampleRow[]): MemberRows => {
  const times = rows.map((row) => row.time);
  const begins = clockBegins(rows);
  const cumulative = remembered((selector) => cumulativeMetric(rows, selector));
  return {
    rows,
    times,
    layouts: new Set(rows.map(({ layout }) => layout)),
    windowAt: (time, rule) => {
      const window = windowAt(times, time, rule);
      return window === undefined
        ? undefined
        : { first: Math.max(window.first, begins[window.last] ?? 0), last: window.last };
    },
    cumulative,
    histogram: remembered(({ metric, ...rest }) =>
      cumulativeHistogram(cumulative({ ...rest, metric: `${metric}_bucket` })),
    ),
  };
};

/** By row, the first row whose time is by the same run of our clock. */
const clockBegins = (rows: readonly SampleRow[]): number[] => {
  const begins: number[] = [];
  for (const [position, { clock = 0 }] of rows.entries()) {
    const before = rows[position - 1];
    const goesOn = before !== undefined && (before.clock ?? 0) === clock;
    begins.push(goesOn ? (begins[position - 1] ?? 0) : position);
  }
  return begins;
};

const remembered = <Value>(make: (selector: Selector) => Value): ((of: Selector) => Value) => {
  const known = new Map<string, Value>();
  return (selector) => {
    const key = JSON.stringify(selector);
    const value = known.get(key) ?? make(selector);
    known.set(key, value);
    return value;
  };
};

const cumulativeHistogram = ({ exposed, series }: CumulativeMetric): CumulativeHistogram => {
  const byBound = new Map<number, Float64Array>();
  for (const { labels, grown } of series) {
    const bound = parseValue(labels.le ?? '') ?? Number.NaN;
    const sum = byBound.get(bound);
    byBound.set(
      bound,
      sum === undefined ? grown : sum.map((count, row) => count + (grown[row] ?? 0)),
    );
  }
  const sorted = [...byBound].toSorted(([left], [right]) => left - right);
  return {
    exposed,
    bounds: sorted.map(([bound]) => bound),
    grown: sorted.map(([, counts]) => counts),
  };
};

/** How many observations of a window there were up to each bound. */
export const bucketGrowth = (
  { bounds, grown }: CumulativeHistogram,
  { first, last }: RowWindow,
): Bucket[] =>
  grown.map((counts, index) => ({
    upperBound: bounds[index] ?? Number.NaN,
    count: (counts[last] ?? 0) - (counts[first] ?? 0),
  }));

/**
 * The part of a window in which a metric is exposed. Where the metric begins inside it, as those
 * do that etcd exposes after the first observation only, the window begins there.
 */
export const exposedWindow = (
  exposed: readonly boolean[],
  { first: begin, last }: RowWindow,
): RowWindow | undefined => {
  const first = exposed.indexOf(true, begin);
  return first !== -1 && first < last && exposed[last] === true ? { first, last } : undefined;
};
