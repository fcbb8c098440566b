import type { Threshold } from '../api/alerts';
import { formatBytes, formatDuration, formatMilliseconds, formatNumber } from '../format';

const mostDigits = 6;

/** Three digits that count, however small it is; whole numbers as they are. */
const short = (value: number, locale: string): string =>
  formatNumber(Number.isInteger(value) ? value : Number(value.toPrecision(3)), mostDigits, locale);

/** What a rule measured, or compares with, for a person: `1.82 s`, `0.01%`, `634 MiB`, `30 days`. */
export const formatMeasure = (value: number, unit: Threshold['unit'], locale = 'en'): string => {
  switch (unit) {
    case 'seconds':
      return Math.abs(value) >= 60
        ? `${value < 0 ? '−' : ''}${formatDuration(Math.abs(value), locale)}`
        : formatMilliseconds(value * 1000, locale);
    case 'bytes':
      return formatBytes(value, locale);
    case 'hours':
      return formatDuration(value * 3600, locale);
    case 'percent':
      return `${short(value, locale)}%`;
    case 'ratio':
      return `${short(value * 100, locale)}%`;
    case 'perSecond':
      return `${short(value, locale)}/s`;
    case 'days':
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: 'day',
        unitDisplay: 'long',
        maximumFractionDigits: 1,
      }).format(value);
    case 'count':
      return formatNumber(value, 2, locale);
  }
};
