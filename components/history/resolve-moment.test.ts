import { expect, it } from 'vitest';
import { resolveMoment, usualMoment } from './resolve-moment';

const now = new Date(2026, 10, 22, 12, 30, 0);
const minutesAgo = (minutes: number): number => now.getTime() - minutes * 60_000;
const history = {
  oldest: 100n,
  newest: 300n,
  points: [
    { time: minutesAgo(20), revision: 50n },
    { time: minutesAgo(10), revision: 150n },
    { time: minutesAgo(0), revision: 300n },
  ],
};

it.each([
  ['150', { revision: '150' }],
  ['12:20', { revision: '150' }],
  ['12:25', { revision: '225' }],
  ['12:12', { problem: 'tooOld' }],
  ['11:00', { problem: 'timeUnknown' }],
  ['99', { problem: 'tooOld' }],
  ['301', { problem: 'tooNew' }],
  ['soon', { problem: 'unreadable' }],
])('resolves %j', (text, expected) => {
  expect(resolveMoment(text, now, history)).toEqual(expected);
});

it('looks back a quarter of an hour, or as far as is known', () => {
  expect(usualMoment(history, now)).toBe('12:20:00');
  const long = { ...history, points: [{ time: minutesAgo(60), revision: 120n }] };
  expect(usualMoment(long, now)).toBe('12:15:00');
  expect(usualMoment({ ...history, points: [] }, now)).toBe('');
});
