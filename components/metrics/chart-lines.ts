import type { Panel, Series } from '@/lib/domain/api/metrics';
import { memberWholes } from '@/lib/domain/metrics/member-wholes';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';

/** A quantile that panels of distributions can show, or their average over time. */
export type Quantile = 'p50' | 'p90' | 'p99' | 'average';

/** The quantiles in the order they are offered. */
export const quantiles: readonly Quantile[] = ['p50', 'p90', 'p99', 'average'];

/** One line as a chart draws it. */
export type ChartLine = {
  key: string;
  memberName: string;
  part: string;
  colour: string;
  /** Second and later parts are dashed, so that colour is not all that tells them apart. */
  dash: string | undefined;
  /** Whether it is a band that is drawn pale: a state that is usual. */
  isPale?: boolean;
  series: Series;
};

/** One time with each line's value, as the chart takes it. */
export type ChartRow = { time: number } & Record<string, number | null>;

/** The part that stands for all parts of a member: added up, of shares the greatest. */
export const wholePart = 'all';

/** Parts that are levels the others must stay under. */
const levelParts = ['quota', 'limit'];

const dashes = [undefined, '5 3', '1.5 2.5', '9 3 2 3'];

/** Whether a line is a level: a quota or a limit. */
export const isLevel = ({ part }: { part: string }): boolean => levelParts.includes(part);

const hasLinesByLabel = ({ lines }: PanelDeclaration): boolean =>
  lines.some(({ by }) => by !== undefined);

const partsOf = (panel: Panel): string[] => [...new Set(panel.series.map(({ part }) => part))];

/** The parts of a panel one can choose from; none where a choice would change nothing. */
export const choosableParts = (panel: Panel, declaration: PanelDeclaration): string[] => {
  const parts = partsOf(panel).filter((part) => !isLevel({ part }));
  return declaration.shape === 'distribution' || parts.length < 2 ? [] : parts;
};

type ShownSeries = { series: readonly Series[]; parts: readonly string[] };

const shownSeries = (
  panel: Panel,
  declaration: PanelDeclaration,
  quantile: Quantile,
  chosen: string | undefined,
): ShownSeries => {
  if (declaration.shape === 'distribution') {
    return { series: panel.series, parts: [quantile] };
  }
  if (chosen !== undefined && choosableParts(panel, declaration).includes(chosen)) {
    return { series: panel.series, parts: [chosen, ...levelParts] };
  }
  return hasLinesByLabel(declaration)
    ? {
        series: memberWholes(panel.series, { part: wholePart, unit: panel.unit }),
        parts: [wholePart],
      }
    : { series: panel.series, parts: partsOf(panel) };
};

const toLines = (
  { series, parts }: ShownSeries,
  colours: ReadonlyMap<string, string>,
): ChartLine[] =>
  series
    .filter(({ part }) => parts.includes(part))
    .map((each) => ({
      key: `${each.memberId} ${each.part}`,
      memberName: each.memberName,
      part: each.part,
      colour: colours.get(each.memberName) ?? 'var(--muted)',
      dash: dashes[parts.indexOf(each.part) % dashes.length],
      series: each,
    }));

/** What of a panel is shown: a quantile, and of a panel with parts one of them or all. */
export type LineChoice = { quantile: Quantile; part: string | undefined };

/** The lines of a panel that are shown. */
export const chartLines = (
  panel: Panel,
  declaration: PanelDeclaration,
  { quantile, part }: LineChoice,
  colours: ReadonlyMap<string, string>,
): ChartLine[] => toLines(shownSeries(panel, declaration, quantile, part), colours);

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
