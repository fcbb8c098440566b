import { expect, test } from 'vitest';
import { parseCustomRange, toInputTime } from './parse-custom-range';

const now = Date.parse('2026-06-01T12:00:00');

test.each([
  ['', '2026-06-01T11:00', 'missing'],
  ['2026-06-01T11:00', 'x', 'missing'],
  ['2026-06-01T11:00', '2026-06-01T10:00', 'order'],
  ['2026-06-01T11:00', '2026-06-01T11:00', 'order'],
  ['2026-06-02T11:00', '2026-06-02T12:00', 'future'],
  ['2026-06-01T11:00:00', '2026-06-01T11:00:30', 'short'],
  ['2026-04-01T11:00', '2026-06-01T11:00', 'long'],
])('from %s to %s is no range: %s', (from, to, problem) => {
  expect(parseCustomRange(from, to, now)).toEqual({ problem });
});

test('a range that ends in the future ends now', () => {
  expect(parseCustomRange('2026-06-01T11:00', '2026-06-01T18:00', now)).toEqual({
    span: { from: now - 3_600_000, to: now },
  });
});

test('a time is written as it is read', () => {
  expect(Date.parse(toInputTime(now))).toBe(now);
});
