import { expect, test } from 'vitest';
import { moved, widened } from './shift-span';

test('a span moves by half its length', () => {
  expect(moved({ from: 100, to: 200 }, -1, 1_000)).toEqual({ from: 50, to: 150 });
  expect(moved({ from: 100, to: 200 }, 1, 1_000)).toEqual({ from: 150, to: 250 });
});

test('no span moves past now', () => {
  expect(moved({ from: 100, to: 200 }, 1, 220)).toEqual({ from: 120, to: 220 });
  expect(widened({ from: 100, to: 200 }, 220)).toEqual({ from: 20, to: 220 });
});

test('a span grows about its middle, to a month', () => {
  expect(widened({ from: 100, to: 200 }, 1_000)).toEqual({ from: 50, to: 250 });
  const month = 31 * 24 * 3_600_000;
  expect(widened({ from: 0, to: month }, month)).toEqual({ from: 0, to: month });
});
