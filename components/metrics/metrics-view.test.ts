import { describe, expect, test } from 'vitest';
import { chosenRange, toSpan } from './metrics-view';

const now = Date.parse('2026-06-01T12:00:00Z');
const noon = '2026-06-01T12:00:00Z';

const chosen = (from: string | null, to: string | null) =>
  chosenRange({ range: '6h', from, to }, now);

describe('the time an address asks for', () => {
  test.each([
    ['NaN', noon, 'missing'],
    ['2026-06-01T11:00:00Z', null, 'missing'],
    ['2026-06-01T11:30:00Z', '2026-06-01T11:00:00Z', 'order'],
    ['2016-06-01T11:00:00Z', noon, 'long'],
    ['2030-06-01T11:00:00Z', '2030-06-01T12:00:00Z', 'future'],
    ['2026-06-01T11:59:30Z', noon, 'short'],
  ])('from %s to %s is none: %s', (from, to, problem) => {
    expect(chosen(from, to)).toEqual({ problem });
  });

  test('is the range where it has no moments', () => {
    expect(chosen(null, null)).toEqual({ range: '6h' });
  });

  test('keeps an end that is to come, so that it is the same time at every look', () => {
    expect(chosen('2026-06-01T11:00:00Z', '2026-06-01T13:00:00Z')).toEqual({
      range: { from: now - 3_600_000, to: now + 3_600_000 },
    });
  });
});

test('a time drawn over the newest end can be shown', () => {
  const { from, to } = toSpan({ from: now - 35_000, to: now + 25_000 }, now);
  expect(chosen(from, to)).toEqual({ range: { from: now - 60_000, to: now } });
});
