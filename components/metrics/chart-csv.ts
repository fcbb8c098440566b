import type { Heatmap, Panel, Series } from '@/lib/domain/api/metrics';
import { measuredAt } from './measured-value';

type Column = { name: string; values: readonly (number | null | undefined)[] };

/**
 * A cell of a CSV file (RFC 4180). Text that a spreadsheet would take for a formula gets an
 * apostrophe before it: names of members come from whoever runs them.
 */
const textCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csvOf = (times: readonly number[], columns: readonly Column[]): string => {
  const rows = times.map((time, index) => [
    new Date(time).toISOString(),
    ...columns.map(({ values }) => String(values[index] ?? '')),
  ]);
  const header = ['time', ...columns.map(({ name }) => textCell(name))];
  return `${[header, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
};

/**
 * All values of a panel as CSV: the time in RFC 3339, then a column for each member and part, in
 * the unit of the API (seconds, bytes, …) and unrounded; an empty cell is a gap. A quantile is
 * followed by the ends of the bucket it lies in, of which the upper one may be `Infinity`.
 */
export const panelCsv = ({ series }: Pick<Panel, 'series'>): string =>
  csvOf(
    (series[0]?.points ?? []).map(([time]) => time),
    series.flatMap(columnsOf),
  );

const columnsOf = (series: Series): Column[] => {
  const { memberName, part, points, bounds } = series;
  const name = part === '' ? memberName : `${memberName} ${part}`;
  const column = { name, values: points.map(([, value]) => value) };
  if (bounds === undefined) {
    return [column];
  }
  const measured = points.map((_, index) => measuredAt(series, index));
  return [
    column,
    { name: `${name} lower`, values: measured.map((each) => each?.lower) },
    {
      name: `${name} upper`,
      values: measured.map((each) => each && (each.upper ?? Number.POSITIVE_INFINITY)),
    },
  ];
};

/** Whether a panel has a value anywhere, so that its file would hold one. */
export const hasPanelValues = ({ series }: Pick<Panel, 'series'>): boolean =>
  series.some(({ points }) => points.some(([, value]) => value !== null));

/** Whether a heat map has a count anywhere, so that its file would hold one. */
export const hasCounts = ({ columns }: Pick<Heatmap, 'columns'>): boolean =>
  columns.some(({ counts }) => counts.some((count) => count !== null));

/** A heat map as CSV: the end of each column, then the observations up to each bound. */
export const heatmapCsv = ({ bounds, columns }: Heatmap, memberName: string): string =>
  csvOf(
    columns.map(({ time }) => time),
    bounds.map((bound, row) => ({
      name: `${memberName} le ${bound ?? '+Inf'}`,
      values: columns.map(({ counts }) => counts[row]),
    })),
  );
