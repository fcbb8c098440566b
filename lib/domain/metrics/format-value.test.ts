import { expect, it } from 'vitest';
import { formatInterval, formatValue } from './format-value';
import { memberColours } from './member-colour';

it.each([
  [0, 'seconds', '0 ms'],
  [0.000_25, 'seconds', '250 µs'],
  [0.001_234, 'seconds', '1.2 ms'],
  [0.016, 'seconds', '16 ms'],
  [2.5, 'seconds', '2.5 s'],
  [2_147_483_648, 'bytes', '2 GiB'],
  [1536, 'bytesPerSecond', '1.5 KiB/s'],
  [12.345, 'perSecond', '12.3/s'],
  [3, 'count', '3'],
  [0.625, 'ratio', '63%'],
  [0.0125, 'ratio', '1.3%'],
  [0.0015, 'ratio', '0.15%'],
  [0, 'ratio', '0%'],
  [93_784, 'time', '1d 2h'],
] as const)('writes %d %s as %s', (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});

it.each([
  [0.008, 0.016, '8–16 ms'],
  [0.512, 1.024, '512 ms – 1.02 s'],
  [0, 0.001, '< 1 ms'],
  [8.192, Number.POSITIVE_INFINITY, '> 8.19 s'],
])('writes %d to %d as %s', (lower, upper, text) => {
  expect(formatInterval(lower, upper, 'seconds')).toBe(text);
});

it('gives members colours by their sorted names', () => {
  const colours = memberColours(['m2', 'm1', 'm2']);
  expect([...colours]).toEqual([
    ['m1', 'var(--member-1)'],
    ['m2', 'var(--member-2)'],
  ]);
});
