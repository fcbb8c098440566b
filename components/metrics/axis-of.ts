import type { MetricsFrame } from '@/lib/api/metrics';
import type { Panels } from '@/lib/domain/api/metrics';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';

/**
 * The time the axis of a chart shows: as long as the range that is chosen, also where values are
 * there of its end only, and at least as long as the values, which may still be those of the range
 * before.
 */
export const axisOf = (
  { axis }: Pick<MetricsFrame, 'axis'>,
  data: Pick<Panels, 'from' | 'to'>,
): TimeSpan => {
  const to = Date.parse(data.to);
  return { from: Math.min(Date.parse(data.from), to - (axis.to - axis.from)), to };
};
