import { matchesLabels } from './matches-labels';
import type { Selector } from './panel-declaration';
import { type SampleLayout, type SampleRow, seriesIdentity } from './sample-row';

/** The rows of one member seen as one metric: how far each of its series has grown by each row. */
export type CumulativeMetric = {
  /** Whether the row holds the metric at all, be it series that do not match. */
  exposed: readonly boolean[];
  series: readonly CumulativeSeries[];
};

/** One series that only grows: what is lost at a restart is carried on. */
export type CumulativeSeries = {
  labels: Readonly<Record<string, string>>;
  /** By row, what was counted since the first row. */
  grown: Float64Array;
};

/**
 * Reads a counter or histogram out of rows in order of time. A fall is a reset, as in Prometheus:
 * the process began again at zero, so the new value is all growth. A series that appears later
 * began at zero as well; one that vanishes stands still.
 */
export const cumulativeMetric = (
  rows: readonly SampleRow[],
  { metric, matchers = [] }: Selector,
): CumulativeMetric => {
  const runs = layoutRuns(rows);
  const exposed = new Array<boolean>(rows.length).fill(false);
  const identities = new Map<string, Readonly<Record<string, string>>>();
  for (const { layout, from, to } of runs) {
    const indexes = seriesIndexes(layout, metric);
    exposed.fill(indexes.size > 0, from, to);
    for (const [identity, index] of indexes) {
      const labels = layout[index]?.labels ?? {};
      if (!identities.has(identity) && matchesLabels(labels, matchers)) {
        identities.set(identity, labels);
      }
    }
  }
  const series = [...identities].map(([identity, labels]) => ({
    labels,
    grown: growth(rows, runs, metric, identity, exposed),
  }));
  return { exposed, series };
};

/** Rows one after the other that share a layout: from a position up to another, exclusive. */
type LayoutRun = { layout: SampleLayout; from: number; to: number };

const layoutRuns = (rows: readonly SampleRow[]): LayoutRun[] => {
  const runs: LayoutRun[] = [];
  for (const [position, { layout }] of rows.entries()) {
    const run = runs.at(-1);
    if (run?.layout === layout) {
      run.to = position + 1;
    } else {
      runs.push({ layout, from: position, to: position + 1 });
    }
  }
  return runs;
};

const growth = (
  rows: readonly SampleRow[],
  runs: readonly LayoutRun[],
  metric: string,
  identity: string,
  exposed: readonly boolean[],
): Float64Array => {
  const grown = new Float64Array(rows.length);
  // What is added to a value to make it growth since the first row.
  let offset = 0;
  let previous: number | undefined;
  for (const { layout, from, to } of runs) {
    const index = seriesIndexes(layout, metric).get(identity);
    for (let position = from; position < to; position += 1) {
      const value =
        index === undefined ? Number.NaN : (rows[position]?.values[index] ?? Number.NaN);
      if (!Number.isNaN(value)) {
        if (previous !== undefined && value < previous) {
          offset += previous;
        } else if (previous === undefined && exposed[position - 1] !== true) {
          // The metric itself is new here, so what was counted before is nobody's growth.
          offset = -value;
        }
        previous = value;
      }
      grown[position] = previous === undefined ? 0 : previous + offset;
    }
  }
  return grown;
};

const indexesByLayout = new WeakMap<SampleLayout, Map<string, Map<string, number>>>();

/** Where a metric's series stand in a layout, by their identity; remembered per layout. */
export const seriesIndexes = (layout: SampleLayout, name: string): ReadonlyMap<string, number> => {
  let byName = indexesByLayout.get(layout);
  if (byName === undefined) {
    byName = new Map();
    for (const [index, key] of layout.entries()) {
      const ofMetric = byName.get(key.name) ?? new Map<string, number>();
      byName.set(key.name, ofMetric.set(seriesIdentity(key), index));
    }
    indexesByLayout.set(layout, byName);
  }
  return byName.get(name) ?? noSeries;
};

const noSeries: ReadonlyMap<string, number> = new Map();
