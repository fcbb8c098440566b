import type { Heatmap } from '@/lib/domain/api/metrics';
import { nearestIndex } from './plot-area';

/** The size of the observations of a row: above `lower` and up to `upper`, null for no bound. */
export type HeatRow = { lower: number; upper: number | null };

/** One span of time with its observations a row; null in a gap. */
export type HeatColumn = { from: number; to: number; counts: (number | null)[] };

/** A heat map as it is drawn: the rows that hold something, lowest first. */
export type HeatCells = { rows: HeatRow[]; columns: HeatColumn[]; most: number };

/** Fewer rows would make each of them look like more than it is. */
const leastRows = 6;

/** The rows that hold observations, and a few around them. */
const usedRows = (heatmap: Heatmap): { first: number; end: number } => {
  const isUsed = heatmap.bounds.map((_, row) =>
    heatmap.columns.some(({ counts }) => (counts[row] ?? 0) > 0),
  );
  const first = Math.max(0, isUsed.indexOf(true));
  const end = Math.max(isUsed.lastIndexOf(true) + 1, first + leastRows);
  const over = Math.max(0, end - heatmap.bounds.length);
  return { first: Math.max(0, first - over), end: end - over };
};

/** What is drawn of a heat map over a span that begins at `from`. */
export const heatCells = (heatmap: Heatmap, from: number): HeatCells => {
  const { first, end } = usedRows(heatmap);
  const rows = heatmap.bounds
    .slice(first, end)
    .map((upper, index) => ({ lower: heatmap.bounds[first + index - 1] ?? 0, upper }));
  const columns = heatmap.columns
    .map(({ time, counts }, index) => ({
      from: Math.max(from, heatmap.columns[index - 1]?.time ?? from),
      to: time,
      counts: counts.slice(first, end),
    }))
    .filter(({ to }) => to > from);
  const most = columns.reduce(
    (highest, { counts }) =>
      counts.reduce<number>((max, each) => Math.max(max, each ?? 0), highest),
    0,
  );
  return { rows, columns, most };
};

/** The middle of each column: the times the crosshair can point at. */
export const columnTimes = ({ columns }: HeatCells): number[] =>
  columns.map(({ from, to }) => (from + to) / 2);

/** The column at a time. */
export const columnAt = (cells: HeatCells, time: number): HeatColumn | undefined =>
  cells.columns[nearestIndex(columnTimes(cells), time)];

/** The index of the row at a height within the plot; both ends count as their row. */
export const rowAt = (cells: HeatCells, level: number, height: number): number => {
  const row = Math.floor((1 - level / height) * cells.rows.length);
  return Math.min(cells.rows.length - 1, Math.max(0, row));
};

/** How far up a value stands, 0 to 1, between the bounds of its row; undefined outside of all rows. */
export const shareOfValue = ({ rows }: HeatCells, value: number): number | undefined => {
  const index = rows.findIndex(
    ({ lower, upper }) => value >= lower && upper !== null && value <= upper,
  );
  const row = rows[index];
  if (row?.upper == null) {
    return undefined;
  }
  return (index + (value - row.lower) / (row.upper - row.lower)) / rows.length;
};

/** All observations of a column; null in a gap. */
export const totalOf = ({ counts }: HeatColumn): number | null =>
  counts.every((count) => count === null)
    ? null
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** The row with the most observations of a column; -1 where there are none. */
export const fullestRow = ({ counts }: HeatColumn): number => {
  const most = Math.max(...counts.map((count) => count ?? 0));
  return most > 0 ? counts.indexOf(most) : -1;
};

/** How strong a cell is drawn, 0 to 1: by the logarithm, so that a single slow write is seen. */
export const strengthOf = (count: number, most: number): number =>
  count <= 0 ? 0 : 0.15 + 0.85 * (Math.log1p(count) / Math.log1p(most));
