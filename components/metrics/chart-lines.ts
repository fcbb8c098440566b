import type { Panel, Series } from '@/lib/domain/api/metrics';

/** One line as a chart draws it. */
export type ChartLine = {
  key: string;
  memberName: string;
  part: string;
  colour: string;
  /** Second and later parts are dashed, so that colour is not all that tells them apart. */
  isDashed: boolean;
  series: Series;
};

/** One time with each line's value, as the chart and its table take it. */
export type ChartRow = { time: number } & Record<string, number | null>;

/** The lines of a panel that are drawn: those of the parts given. */
export const chartLines = (
  panel: Panel,
  parts: readonly string[],
  colours: ReadonlyMap<string, string>,
): ChartLine[] =>
  panel.series
    .filter((series) => parts.includes(series.part))
    .map((series) => ({
      key: `${series.memberId} ${series.part}`,
      memberName: series.memberName,
      part: series.part,
      colour: colours.get(series.memberName) ?? 'var(--muted)',
      isDashed: parts.indexOf(series.part) > 0,
      series,
    }));

/** The values of lines that share their times, by time. */
export const chartRows = (lines: readonly ChartLine[]): ChartRow[] =>
  (lines[0]?.series.points ?? []).map(([time], index) => {
    const row: ChartRow = { time };
    for (const { key, series } of lines) {
      row[key] = series.points[index]?.[1] ?? null;
    }
    return row;
  });

/** The highest value of lines; 0 where they have none. */
export const highestValue = (lines: readonly ChartLine[]): number =>
  lines.reduce(
    (highest, { series }) =>
      series.points.reduce((most, [, value]) => Math.max(most, value ?? 0), highest),
    0,
  );

/** Whether lines have a value anywhere. */
export const hasValues = (lines: readonly ChartLine[]): boolean =>
  lines.some(({ series }) => series.points.some(([, value]) => value !== null));
