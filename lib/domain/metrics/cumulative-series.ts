import { type SampleLayout, type SampleRow, seriesIdentity } from './sample-row';

/** The rows of one member seen as one metric: how far each of its series has grown by each row. */
export type CumulativeMetric = {
  /** Whether the row holds the metric at all. */
  exposed: boolean[];
  series: CumulativeSeries[];
};

/** One series that only grows: what is lost at a restart is carried on. */
type CumulativeSeries = {
  labels: Readonly<Record<string, string>>;
  /** Value by row plus everything counted before its resets. */
  grown: Float64Array;
};

/**
 * Reads a counter or histogram out of rows in order of time. A fall is a reset, as in Prometheus:
 * the process began again at zero, so the new value is all growth. A series that appears later
 * began at zero as well; one that vanishes stands still.
 */
export const cumulativeMetric = (rows: readonly SampleRow[], name: string): CumulativeMetric => {
  const exposed = rows.map((row) => seriesIndexes(row.layout, name).size > 0);
  const identities = new Map<string, Readonly<Record<string, string>>>();
  for (const layout of new Set(rows.map((row) => row.layout))) {
    for (const [identity, index] of seriesIndexes(layout, name)) {
      identities.set(identity, layout[index]?.labels ?? {});
    }
  }
  const series = [...identities].map(([identity, labels]) => ({
    labels,
    grown: growth(rows, name, identity, exposed),
  }));
  return { exposed, series };
};

const growth = (
  rows: readonly SampleRow[],
  name: string,
  identity: string,
  exposed: readonly boolean[],
): Float64Array => {
  const grown = new Float64Array(rows.length);
  let offset = 0;
  let previous: number | undefined;
  for (const [position, row] of rows.entries()) {
    const value = seriesValue(row, name, identity);
    if (value !== undefined) {
      if (previous !== undefined && value < previous) {
        offset += previous;
      } else if (previous === undefined && exposed[position - 1] !== true) {
        // The metric itself is new here, so what was counted before is nobody's growth.
        grown.fill(value, 0, position);
      }
      previous = value;
    }
    grown[position] = (previous ?? 0) + offset;
  }
  return grown;
};

const seriesValue = (row: SampleRow, name: string, identity: string): number | undefined => {
  const index = seriesIndexes(row.layout, name).get(identity);
  const value = index === undefined ? undefined : row.values[index];
  return value === undefined || Number.isNaN(value) ? undefined : value;
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
