import { expect, it } from 'vitest';
import { timeTicks, valueTicks } from './axis-ticks';

const mebibyte = 1024 * 1024;

it.each([
  [0.0037, 'seconds', [0, 0.001, 0.002, 0.003, 0.004]],
  [0.01, 'seconds', [0, 0.0025, 0.005, 0.0075, 0.01]],
  [0, 'seconds', [0, 0.25]],
  [0, 'count', [0, 1]],
  [3, 'count', [0, 1, 2, 3]],
  [5 * mebibyte, 'bytes', [0, 2 * mebibyte, 4 * mebibyte, 6 * mebibyte]],
  [0.9, 'ratio', [0, 0.25, 0.5, 0.75, 1]],
  [100, 'time', [0, 30, 60, 90, 120]],
  [7 * 3600, 'time', [0, 7200, 14_400, 21_600, 28_800]],
  [40 * 86_400, 'time', [0, 864_000, 1_728_000, 2_592_000, 3_456_000]],
] as const)('puts ticks from zero to %d %s', (highest, unit, expected) => {
  const ticks = valueTicks(highest, unit);
  expect(ticks.map((tick) => Number(tick.toFixed(9)))).toEqual(expected);
});

it.each([
  ['two seconds of a short check', 10_000, 0, 2_000],
  ['half minutes', 120_000, 0, 30_000],
  ['ten minutes', 3_600_000, 0, 600_000],
  ['days of the reader', 6 * 86_400_000, 8 * 3_600_000, 86_400_000],
])('puts times at %s', (_, length, offset, step) => {
  const from = Date.UTC(2026, 0, 1, 3, 4);
  const ticks = timeTicks(from, from + length, 6, offset);
  expect(ticks.length).toBeGreaterThanOrEqual(3);
  expect(ticks.length).toBeLessThanOrEqual(7);
  expect(ticks.every((tick) => (tick + offset) % step === 0)).toBe(true);
});
