import 'server-only';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { seriesText } from '@/lib/domain/metrics/series-text';

/** Other counters are hard to tell by name: etcd has gauges that end in `_total`. */
const histogramName = /_(bucket|count)$/;

/** Whether any histogram of a member's row counts less than in an earlier one. */
export const countsAnew = (before: SampleRow, row: SampleRow): boolean => {
  const earlier = new Map(
    before.layout.map((series, index) => [seriesText(series), before.values[index] ?? 0] as const),
  );
  return row.layout.some(
    (series, index) =>
      histogramName.test(series.name) &&
      (row.values[index] ?? 0) < (earlier.get(seriesText(series)) ?? 0),
  );
};
