import type { Series, Unit } from '@/lib/domain/api/metrics';
import { boundsOf } from '@/lib/domain/metrics/bucket-bounds';
import { formatInterval, formatValue } from '@/lib/domain/metrics/format-value';

/** A value with what is known of it: its bucket (null for no upper end), or itself twice. */
export type MeasuredValue = NonNullable<Series['latest']>;

/** The point of a line at an index, with the bucket it was interpolated in; null in a gap. */
export const measuredAt = (
  { points, bounds, latest }: Series,
  index: number,
): MeasuredValue | null => {
  const value = points[index]?.[1] ?? null;
  if (value === null) {
    return null;
  }
  // Of the newest point the server tells the bucket itself, also where it is the last one.
  if (index === points.length - 1 && latest?.value === value) {
    return latest;
  }
  return bounds === undefined || bounds.length === 0
    ? { value, lower: value, upper: value }
    : { value, ...boundsOf(value, bounds) };
};

/** Whether a guide lies within the bucket, so that nobody knows on which side of it the value is. */
export const isUndecided = ({ lower, upper }: MeasuredValue, guide: number | null): boolean =>
  guide !== null && lower < guide && (upper ?? Number.POSITIVE_INFINITY) > guide;

/**
 * A value as all of charts, legends, tables and screen readers tell it: its bucket where that holds
 * the guide, is the lowest one or has no upper end, because a number would then pretend to know.
 */
export const formatMeasured = (
  measured: MeasuredValue | null,
  unit: Unit,
  guide: number | null,
  locale = 'en',
): string => {
  if (measured === null) {
    return '—';
  }
  const { value, lower, upper } = measured;
  const isLowest = lower === 0 && upper !== 0;
  return isLowest || upper === null || isUndecided(measured, guide)
    ? formatInterval(lower, upper ?? Number.POSITIVE_INFINITY, unit, locale)
    : formatValue(value, unit, locale);
};
