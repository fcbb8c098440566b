import type { Unit } from '../api/metrics';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const timeSteps = [
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

/** Values from zero to just above the highest, round in the unit, for an axis. */
export const valueTicks = (highest: number, unit: Unit, wanted = 4): number[] => {
  const isBinary = unit === 'bytes' || unit === 'bytesPerSecond';
  const least = (highest > 0 ? highest : 1) / wanted;
  const base = isBinary ? 1024 : 10;
  const scale = base ** Math.floor(Math.log(least) / Math.log(base));
  const factors = isBinary ? roundBinaryFactors : roundFactors;
  const factor = factors.find((candidate) => candidate * scale >= least) ?? base;
  const step = unit === 'count' ? Math.max(1, Math.round(factor * scale)) : factor * scale;
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
};
