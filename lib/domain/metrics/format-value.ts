import type { Unit } from '../api/metrics';
import {
  formatBytes,
  formatDuration,
  formatMilliseconds,
  formatNumber,
  formatPercent,
} from '../format';

/** A value of a chart for a person, such as `1.2 ms`, `634 MiB`, `12.5/s`. */
export const formatValue = (value: number, unit: Unit, locale = 'en'): string => {
  switch (unit) {
    case 'seconds':
      return formatMilliseconds(value * 1000, locale);
    case 'bytes':
      return formatBytes(value, locale);
    case 'bytesPerSecond':
      return `${formatBytes(value, locale)}/s`;
    case 'perSecond':
      return `${formatNumber(value, Math.abs(value) < 10 ? 2 : 1, locale)}/s`;
    case 'count':
      return formatNumber(value, 2, locale);
    case 'ratio':
      // Below a percent one digit would give two lines of an axis the same name.
      return Math.abs(value) < 0.01
        ? `${formatNumber(value * 100, 2, locale)}%`
        : formatPercent(value, locale);
    case 'time':
      return formatDuration(value, locale);
  }
};

/** A span of values: `8–16 ms`, `< 1 ms` from zero, `> 8.19 s` where the upper end is infinite. */
export const formatInterval = (lower: number, upper: number, unit: Unit, locale = 'en'): string => {
  const low = formatValue(lower, unit, locale);
  if (!Number.isFinite(upper)) {
    return `> ${low}`;
  }
  const high = formatValue(upper, unit, locale);
  if (lower === 0) {
    return `< ${high}`;
  }
  const [number = '', lowUnit] = low.split(' ');
  return lowUnit === high.split(' ')[1] ? `${number}–${high}` : `${low} – ${high}`;
};
