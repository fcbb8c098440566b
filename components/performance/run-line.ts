import type { PerformanceResult } from '@/lib/domain/api/performance';
import type { ChartLine } from '../metrics/chart-lines';

/** What of a check is drawn second by second. */
type RunValue = 'throughput' | 'slowest';

const secondValue = (
  { completed, slowest }: PerformanceResult['series'][number],
  of: RunValue,
): number | null => (of === 'throughput' ? completed : slowest);

/**
 * A check as one line: puts answered in each second, or the slowest of them in seconds. The last
 * second is left out of the throughput where it is not a whole one.
 */
export const runLine = (result: PerformanceResult, of: RunValue, name: string): ChartLine => {
  const from = Date.parse(result.from);
  const whole = Math.floor((Date.parse(result.to) - from) / 1_000);
  const shown = of === 'throughput' ? result.series.slice(0, Math.max(1, whole)) : result.series;
  return {
    key: of,
    memberName: name,
    part: '',
    colour: 'var(--member-1)',
    dash: undefined,
    series: {
      memberId: '',
      memberName: name,
      part: '',
      points: shown.map((second) => [from + second.second * 1_000, secondValue(second, of)]),
      latest: null,
    },
  };
};
