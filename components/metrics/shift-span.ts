import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';

const longestSpan = 31 * 24 * 3_600_000;

const endedBy = ({ from, to }: TimeSpan, now: number): TimeSpan => {
  const late = Math.max(0, to - now);
  return { from: from - late, to: to - late };
};

/** A span moved by half its length, to earlier (-1) or later (1), but never past now. */
export const moved = ({ from, to }: TimeSpan, direction: -1 | 1, now: number): TimeSpan => {
  const step = (direction * (to - from)) / 2;
  return endedBy({ from: from + step, to: to + step }, now);
};

/** A span of twice the length about the same middle, but never past now nor longer than a month. */
export const widened = ({ from, to }: TimeSpan, now: number): TimeSpan => {
  const more = Math.min(to - from, longestSpan - (to - from)) / 2;
  return endedBy({ from: from - more, to: to + more }, now);
};
