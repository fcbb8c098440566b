import type { Unit } from '../api/metrics';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const timeSteps = [
  second,
  2 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  5 * day,
  10 * day,
];

/**
 * Round times within a range for an axis, about as many as wanted.
 *
 * @param offset milliseconds the reader's clock is ahead of UTC
 */
export const timeTicks = (from: number, to: number, wanted: number, offset: number): number[] => {
  const step = timeSteps.find((size) => (to - from) / size <= wanted) ?? 10 * day;
  const ticks: number[] = [];
  for (let local = Math.ceil((from + offset) / step) * step; local - offset <= to; local += step) {
    ticks.push(local - offset);
  }
  return ticks;
};

const roundFactors = [1, 2, 2.5, 5, 10];
const roundBinaryFactors = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** Ages that read well, in seconds; above a day, round numbers of days. */
const roundAges = [
  1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
];

/** The least round size that is not below another. */
const roundStep = (least: number, unit: Unit): number => {
  const age = unit === 'time' ? roundAges.find((size) => size >= least) : undefined;
  if (age !== undefined) {
    return age;
  }
  const isBinary = unit === 'bytes' || unit === 'bytesPerSecond';
  const base = isBinary ? 1024 : 10;
  const whole = unit === 'time' ? day / 1000 : 1;
  const scale = whole * base ** Math.floor(Math.log(least / whole) / Math.log(base));
  const factors = isBinary ? roundBinaryFactors : roundFactors;
  return (factors.find((candidate) => candidate * scale >= least) ?? base) * scale;
};

/** Values from zero to just above the highest, round in the unit, for an axis. */
export const valueTicks = (highest: number, unit: Unit, wanted = 4): number[] => {
  const round = roundStep((highest > 0 ? highest : 1) / wanted, unit);
  const step = unit === 'count' ? Math.max(1, Math.round(round)) : round;
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
};
