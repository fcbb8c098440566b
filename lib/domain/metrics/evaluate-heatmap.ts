import type { Heatmap } from '../api/metrics';
import { bucketGrowth, exposedWindow, type MemberRows } from './member-rows';
import type { PanelDeclaration } from './panel-declaration';
import { panelHistograms } from './panel-histograms';
import type { TimeSteps } from './time-steps';

/**
 * The times a heat map's columns end at, each as long as the step: those of a chart but its last
 * point, which stands for now and is no whole column. At least one, whatever the range.
 */
export const columnTimes = ({ times }: TimeSteps): number[] =>
  times.length > 1 ? times.slice(0, -1) : times.slice();

/**
 * How often each bucket of a panel's histogram was hit in each column, exactly: columns share the
 * rows at their borders, so that an observation is counted in one of them, and in none in a gap.
 */
export const evaluateHeatmap = (
  panel: PanelDeclaration,
  member: MemberRows,
  steps: TimeSteps,
): Pick<Heatmap, 'bounds' | 'columns'> => {
  const histograms = panelHistograms(panel).map(member.histogram);
  const histogram = histograms.find(({ bounds }) => bounds.length > 0);
  const scale = panel.lines[0]?.scale ?? 1;
  const rule = { width: steps.step, freshness: Math.max(steps.step, 1.5 * steps.resolution) };
  const bounds = histogram?.bounds ?? [];
  const countsAt = (time: number): (number | null)[] => {
    const whole = member.windowAt(time, rule);
    const window = whole && histogram && exposedWindow(histogram.exposed, whole);
    return window === undefined || histogram === undefined
      ? bounds.map(() => null)
      : ownCounts(bucketGrowth(histogram, window).map(({ count }) => count));
  };
  return {
    bounds: bounds.map((bound) => (Number.isFinite(bound) ? bound * scale : null)),
    columns: columnTimes(steps).map((time) => ({ time, counts: countsAt(time) })),
  };
};

/** Of counts up to a bound, those of each bucket alone; a scrape is not atomic, so never below 0. */
const ownCounts = (cumulative: readonly number[]): number[] =>
  cumulative.map((count, index) => Math.max(0, count - (cumulative[index - 1] ?? 0)));
