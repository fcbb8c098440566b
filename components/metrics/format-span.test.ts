import { expect, test } from 'vitest';
import { formatSpan } from './format-span';

const now = Date.parse('2026-06-02T12:00:00Z');

test.each([
  ['2026-06-02T10:00:00Z', '2026-06-02T11:00:05Z', '10:00:00 – 11:00:05'],
  ['2026-06-01T23:00:00Z', '2026-06-02T01:00:00Z', 'Jun 1, 23:00:00 – Jun 2, 01:00:00'],
  ['2026-05-01T23:00:00Z', '2026-05-01T23:30:00Z', 'May 1, 23:00:00 – May 1, 23:30:00'],
  [
    '2025-12-31T23:00:00Z',
    '2026-01-01T01:00:00Z',
    'Dec 31, 2025, 23:00:00 – Jan 1, 2026, 01:00:00',
  ],
  ['2025-06-02T10:00:00Z', '2025-06-02T11:00:00Z', 'Jun 2, 2025, 10:00:00 – Jun 2, 2025, 11:00:00'],
])('from %s to %s is %s', (from, to, text) => {
  const span = { from: Date.parse(from), to: Date.parse(to) };
  expect(formatSpan(span, now, 'en', 'UTC')).toBe(text);
});

test('the days are those of the time zone', () => {
  const span = { from: Date.parse('2026-06-01T23:00:00Z'), to: now };
  expect(formatSpan(span, now, 'en', 'Asia/Shanghai')).toBe('07:00:00 – 20:00:00');
});
