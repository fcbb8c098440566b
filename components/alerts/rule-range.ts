import type { Rule } from '@/lib/domain/api/alerts';
import { timeRanges } from '@/lib/domain/metrics/time-ranges';

const ranges = ['1h', '6h', '24h', '7d'] as const;

/** The shortest range that shows all a rule looks at, while it has to hold. */
export const rangeOf = ({
  windowSeconds,
  forSeconds,
}: Pick<Rule, 'windowSeconds' | 'forSeconds'>): (typeof ranges)[number] => {
  const isLong = windowSeconds * 1000 > timeRanges['1h'];
  const needed = (isLong ? windowSeconds + forSeconds : forSeconds) * 1000;
  return ranges.find((range) => timeRanges[range] >= needed) ?? '7d';
};
