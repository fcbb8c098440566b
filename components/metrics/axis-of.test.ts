import { expect, test } from 'vitest';
import { axisOf } from './axis-of';

const hour = 3_600_000;
const end = Date.parse('2026-06-01T12:00:00Z');
const dataOf = (from: number) => ({
  from: new Date(from).toISOString(),
  to: new Date(end).toISOString(),
});

test.each([
  ['the chosen range where collecting began late in it', 24, end - hour / 4, end - 24 * hour],
  ['the values where they are of a longer range, chosen before', 1, end - 6 * hour, end - 6 * hour],
])('an axis shows %s', (_, hours, from, begin) => {
  const axis = { from: end + 1_000 - hours * hour, to: end + 1_000 };
  expect(axisOf({ axis }, dataOf(from))).toEqual({ from: begin, to: end });
});
