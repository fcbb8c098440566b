import { expect, it } from 'vitest';
import { rangeOf } from './rule-range';

it.each([
  ['an hour and what must hold at once', 3600, 0, '1h'],
  ['an hour and what must hold for all of it', 3600, 3600, '1h'],
  ['what must hold for two hours', 3600, 7200, '6h'],
  ['the growth of four hours', 4 * 3600, 600, '6h'],
  ['what must hold for a day', 3600, 86_400, '24h'],
  ['growth that must hold for a day', 4 * 3600, 86_400, '7d'],
])('shows %s', (_, windowSeconds, forSeconds, expected) => {
  expect(rangeOf({ windowSeconds, forSeconds })).toBe(expected);
});
