/** The first and the last row of a window, as positions in the rows. */
export type RowWindow = { first: number; last: number };

/** How windows are cut out of rows; all in milliseconds. */
export type WindowRule = {
  /** How much time a value is taken over. */
  width: number;
  /** How old the last row may be: an older one is a gap. */
  freshness: number;
};

/**
 * The rows a value at a time is computed from: the newest row, and the row the width before it or
 * a little earlier, so that the two span the whole window. Where history begins inside the window
 * the oldest row in it stands in. Undefined where the newest row is too old.
 *
 * @param times of the rows, ascending
 */
export const windowAt = (
  times: readonly number[],
  at: number,
  { width, freshness }: WindowRule,
): RowWindow | undefined => {
  const last = lastAtOrBefore(times, at);
  const lastTime = times[last];
  if (lastTime === undefined || lastTime <= at - freshness) {
    return undefined;
  }
  const before = lastAtOrBefore(times, at - width);
  const beforeTime = times[before];
  const spans = beforeTime !== undefined && beforeTime > at - width - freshness;
  return { first: spans ? before : before + 1, last };
};

/** The position of the last time that is not after another; -1 where all are. */
export const lastAtOrBefore = (times: readonly number[], at: number): number => {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
};
