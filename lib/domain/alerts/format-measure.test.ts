import { expect, it } from 'vitest';
import { formatMeasure } from './format-measure';

it.each<[number, Parameters<typeof formatMeasure>[1], string, string]>([
  [0.0001, 'seconds', 'en', '100 µs'],
  [1.8238067626953125, 'seconds', 'en', '1.82 s'],
  [7200, 'seconds', 'en', '2h'],
  [-90, 'seconds', 'en', '−1m 30s'],
  [0.01, 'percent', 'en', '0.01%'],
  [0.000123456, 'percent', 'en', '0.000123%'],
  [85, 'percent', 'en', '85%'],
  [99.96, 'percent', 'en', '100%'],
  [0.4999, 'ratio', 'en', '50%'],
  [0.0001, 'ratio', 'en', '0.01%'],
  [104_857_600, 'bytes', 'en', '100 MiB'],
  [168, 'hours', 'en', '7d'],
  [1, 'days', 'en', '1 day'],
  [30, 'days', 'zh', '30天'],
  [5, 'perSecond', 'en', '5/s'],
  [4.286, 'count', 'en', '4.29'],
])('%d %s in %s is %s', (value, unit, locale, expected) => {
  expect(formatMeasure(value, unit, locale)).toBe(expected);
});
