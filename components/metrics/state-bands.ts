import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import type { ChartLine } from './chart-lines';

/** Panels whose lines are 1 or 0: lines of several members would lie on one another. */
export const statePanels = ['leader', 'members-up'] as const satisfies readonly PanelId[];

/** Whether a panel's lines are 1 or 0. */
export const isStatePanel = (panel: PanelId): boolean => statePanels.some((id) => id === panel);

/** The part that is 1 for one member only; of the others 0 is a failure. */
const distinction = 'is-leader';

/** Whether a line is 1 for every member that is well, and so is drawn pale. */
export const isUsual = ({ part }: Pick<ChartLine, 'part'>): boolean => part !== distinction;

/** A time in which a line keeps its value. */
export type StateBand = TimeSpan & { isOn: boolean };

/**
 * The bands of a line of ones and zeros within a span. A value holds until the next point; the last
 * one for as long as the one before it, and a gap has no band.
 */
export const stateBands = (
  points: ChartLine['series']['points'],
  { from, to }: TimeSpan,
): StateBand[] => {
  const bands: StateBand[] = [];
  const step = (points[1]?.[0] ?? to) - (points[0]?.[0] ?? from);
  for (const [index, [time, value]] of points.entries()) {
    const end = Math.min(to, points[index + 1]?.[0] ?? time + step);
    const begin = Math.max(from, time);
    const before = bands.at(-1);
    if (value === null || begin >= end) {
      continue;
    }
    const isOn = value > 0;
    if (before?.to === begin && before.isOn === isOn) {
      before.to = end;
    } else {
      bands.push({ from: begin, to: end, isOn });
    }
  }
  return bands;
};
