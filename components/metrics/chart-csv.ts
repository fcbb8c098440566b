import type { Heatmap, Panel } from '@/lib/domain/api/metrics';

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
 * the unit of the API (seconds, bytes, …) and unrounded; an empty cell is a gap.
 */
export const panelCsv = ({ series }: Pick<Panel, 'series'>): string =>
  csvOf(
    (series[0]?.points ?? []).map(([time]) => time),
    series.map(({ memberName, part, points }) => ({
      name: part === '' ? memberName : `${memberName} ${part}`,
      values: points.map(([, value]) => value),
    })),
  );

/** A heat map as CSV: the end of each column, then the observations up to each bound. */
export const heatmapCsv = ({ bounds, columns }: Heatmap, memberName: string): string =>
  csvOf(
    columns.map(({ time }) => time),
    bounds.map((bound, row) => ({
      name: `${memberName} le ${bound ?? '+Inf'}`,
      values: columns.map(({ counts }) => counts[row]),
    })),
  );
