import type { WindowRule } from './row-window';

const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;

/** How long every sample is kept: a day, and an hour so that a chart of a day has all of them. */
export const fullResolutionMilliseconds = 25 * hourMilliseconds;

/** Of older samples, the last one of each such span is kept. */
export const thinnedResolutionMilliseconds = 5 * minuteMilliseconds;

/** How long samples are kept at all. */
export const retentionMilliseconds = 30 * 24 * hourMilliseconds;

/** The times a chart's points stand at, and how the rows for them are chosen. */
export type TimeSteps = {
  /** Milliseconds between two points. */
  step: number;
  /** How far apart stored rows are at most in this range, milliseconds. */
  resolution: number;
  /** The same at the range's end. */
  endResolution: number;
  /** Multiples of the step within the range, and the range's own end. */
  times: number[];
};

/** What a chart asks for; times in milliseconds since 1970. */
export type StepsRequest = {
  from: number;
  to: number;
  now: number;
  /** At most this many points. */
  points: number;
  /** Milliseconds between two scrapes. */
  interval: number;
};

/**
 * Points at multiples of the step since 1970, so that they stay where they are while the range
 * moves on, and one at the end for the current value.
 */
export const timeSteps = ({ from, to, now, points, interval }: StepsRequest): TimeSteps => {
  const resolutionAt = (time: number): number =>
    time < now - fullResolutionMilliseconds ? thinnedResolutionMilliseconds : interval;
  const resolution = resolutionAt(from);
  const raw = (to - from) / Math.max(1, points - 2);
  const step = Math.max(1, Math.ceil(raw / resolution)) * resolution;
  const times: number[] = [];
  for (let time = Math.ceil(from / step) * step; time < to; time += step) {
    times.push(time);
  }
  return { step, resolution, endResolution: resolutionAt(to), times: [...times, to] };
};

/**
 * The window of a point: the step, but never under two scrapes or a panel's own minimum. The last
 * point stands for now, so a row that is a scrape and a half old is too old for it.
 */
export const windowRule = (
  { step, resolution, endResolution }: Omit<TimeSteps, 'times'>,
  minimumWindowSeconds = 0,
  isLast = false,
): WindowRule => {
  const least = Math.max(step, 2 * resolution, minimumWindowSeconds * 1000);
  return {
    width: Math.ceil(least / step) * step,
    freshness: isLast ? 1.5 * endResolution : Math.max(step, 1.5 * resolution),
  };
};
