import { type CumulativeMetric, cumulativeMetric, seriesIndexes } from './cumulative-series';
import { type Bucket, histogramQuantile } from './histogram-quantile';
import type { LineDeclaration } from './panel-declaration';
import { exposedName } from './panels';
import { parseValue } from './parse-exposition';
import { type RowWindow, type WindowRule, windowAt } from './row-window';
import type { SampleRow } from './sample-row';

/** A value at a time; the bounds are those of a quantile's bucket, else the value itself. */
export type LineValue = { value: number; lower: number; upper: number };

/** The rows of one member, ascending in time, with what several lines read out of them. */
export type MemberRows = {
  rows: readonly SampleRow[];
  times: readonly number[];
  cumulative: (name: string) => CumulativeMetric;
};

/** A line's value over the rows of a window, undefined where they say nothing. */
type Evaluate = (window: RowWindow) => LineValue | undefined;

/** Makes rows readable by lines; each metric is worked out once, whatever lines use it. */
export const memberRows = (rows: readonly SampleRow[]): MemberRows => {
  const known = new Map<string, CumulativeMetric>();
  return {
    rows,
    times: rows.map((row) => row.time),
    cumulative: (name) => {
      const metric = known.get(name) ?? cumulativeMetric(rows, name);
      known.set(name, metric);
      return metric;
    },
  };
};

/** A line of one member: its value at a time (milliseconds since 1970), undefined in a gap. */
export const lineEvaluator = (
  line: LineDeclaration,
  member: MemberRows,
): ((time: number, rule: WindowRule) => LineValue | undefined) => {
  const evaluate = evaluator(line, member);
  return (time, rule) => {
    const window = windowAt(member.times, time, rule);
    return window === undefined ? undefined : evaluate(window);
  };
};

/** Whether a row holds what a line is computed from. */
export const isExposed = (line: LineDeclaration, row: SampleRow): boolean =>
  seriesIndexes(row.layout, exposedName(line.metric, line.function.kind)).size > 0;

const evaluator = (line: LineDeclaration, member: MemberRows): Evaluate => {
  const name = exposedName(line.metric, line.function.kind);
  switch (line.function.kind) {
    case 'gauge':
      return ({ last }) => exact(sumAt(member.rows[last], name));
    case 'increase':
      return overGrowth(member.cumulative(name), (growths) => exact(sum(growths)));
    case 'rate':
      return overGrowth(member.cumulative(name), (growths, window) =>
        exact(sum(growths) / secondsBetween(member, window)),
      );
    case 'indexRate':
      return indexRate(member, name);
    case 'quantile':
      return quantile(member.cumulative(name), line.function.quantile);
  }
};

const sum = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0);

const exact = (value: number | undefined): LineValue | undefined =>
  value === undefined || !Number.isFinite(value)
    ? undefined
    : { value, lower: value, upper: value };

const secondsBetween = ({ times }: MemberRows, { first, last }: RowWindow): number =>
  ((times[last] ?? 0) - (times[first] ?? 0)) / 1000;

/** The sum of a metric's series in a row, undefined where there are none. */
const sumAt = (row: SampleRow | undefined, name: string): number | undefined => {
  const indexes = row === undefined ? [] : [...seriesIndexes(row.layout, name).values()];
  return indexes.length === 0
    ? undefined
    : sum(indexes.map((index) => row?.values[index] ?? Number.NaN));
};

/**
 * Finishes the growth of each series over a window. Where the metric begins inside it, as those do
 * that etcd exposes after the first observation only, the window begins there.
 */
const overGrowth =
  (
    { exposed, series }: CumulativeMetric,
    finish: (growths: number[], window: RowWindow) => LineValue | undefined,
  ): Evaluate =>
  ({ first: begin, last }) => {
    const first = exposed.indexOf(true, begin);
    return first !== -1 && first < last && exposed[last] === true
      ? finish(
          series.map(({ grown }) => (grown[last] ?? 0) - (grown[first] ?? 0)),
          { first, last },
        )
      : undefined;
  };

const quantile = (metric: CumulativeMetric, wanted: number): Evaluate => {
  const bounds = metric.series.map(({ labels }) => parseValue(labels.le ?? '') ?? Number.NaN);
  return overGrowth(metric, (growths) => {
    const buckets = growths.map((count, index): Bucket => {
      return { upperBound: bounds[index] ?? Number.NaN, count };
    });
    return histogramQuantile(wanted, buckets);
  });
};

/** Begins anew after each restart, fall or zero: see LineFunction. */
const indexRate = (member: MemberRows, name: string): Evaluate => {
  const values = member.rows.map((row) => sumAt(row, name));
  const begins: number[] = [];
  for (const [position, value] of values.entries()) {
    const previous = values[position - 1] ?? 0;
    const sameLife = member.rows[position]?.started === member.rows[position - 1]?.started;
    const goesOn = previous > 0 && value !== undefined && value >= previous && sameLife;
    begins.push(goesOn ? (begins[position - 1] ?? 0) : position);
  }
  return ({ first, last }) => {
    const from = Math.max(first, begins[last] ?? last);
    const growth = (values[last] ?? Number.NaN) - (values[from] ?? Number.NaN);
    return from < last ? exact(growth / secondsBetween(member, { first: from, last })) : undefined;
  };
};
