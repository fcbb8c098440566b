import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';

/** Where a chart draws its lines, within its frame, in pixels. */
export type PlotArea = { left: number; top: number; width: number; height: number };

/** The space around the axes. */
export const plotMargin = { top: 8, right: 18, bottom: 0, left: 4 };

/** The width of the axis of values, and the height of the axis of time: fixed, so that what is
 * laid over a chart knows where the chart draws without asking it. */
export const axisSize = { values: 62, time: 24 };

/** Where a chart of this size draws its lines. */
export const plotArea = (width: number, height: number): PlotArea => ({
  left: plotMargin.left + axisSize.values,
  top: plotMargin.top,
  width: Math.max(1, width - plotMargin.left - axisSize.values - plotMargin.right),
  height: Math.max(1, height - plotMargin.top - plotMargin.bottom - axisSize.time),
});

/** The place of a time, in pixels from the frame's left edge. */
export const placeOfTime = (area: PlotArea, { from, to }: TimeSpan, time: number): number =>
  area.left + ((time - from) / (to - from)) * area.width;

/** The time at a place, kept within the span. */
export const timeOfPlace = (area: PlotArea, { from, to }: TimeSpan, place: number): number => {
  const share = Math.min(1, Math.max(0, (place - area.left) / area.width));
  return from + share * (to - from);
};

/** The index of the time that is nearest; times ascend. -1 where there are none. */
export const nearestIndex = (times: readonly number[], time: number): number => {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const after = times[low];
  const before = times[low - 1];
  if (after === undefined || (before !== undefined && time - before < after - time)) {
    return low - 1;
  }
  return low;
};
