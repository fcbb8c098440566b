import { expect, it } from 'vitest';
import { parseMoment, writeMoment } from './parse-moment';

const now = new Date(2026, 10, 22, 12, 30, 0);
const at = (...parts: [number, number, number, number, number, number]) => ({
  kind: 'time',
  time: new Date(...parts).getTime(),
});
const revision = (value: bigint) => ({ kind: 'revision', revision: value });

it.each([
  ['12:04', at(2026, 10, 22, 12, 4, 0)],
  [' 12:04:30 ', at(2026, 10, 22, 12, 4, 30)],
  ['23:59', at(2026, 10, 21, 23, 59, 0)],
  ['2026-11-20 01:02:03', at(2026, 10, 20, 1, 2, 3)],
  ['2026-11-20T01:02', at(2026, 10, 20, 1, 2, 0)],
  ['48211930', revision(48_211_930n)],
  ['48,211,930', revision(48_211_930n)],
  ['rev 48 211 930', revision(48_211_930n)],
  ['9223372036854775807', revision(9_223_372_036_854_775_807n)],
  ['24:00', undefined],
  ['12:60', undefined],
  ['48,21', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('reads %j', (text, expected) => {
  expect(parseMoment(text, now)).toEqual(expected);
});

it.each([
  ['12:04:30', [2026, 10, 22, 12, 4, 30]],
  ['2026-11-09 01:02:03', [2026, 10, 9, 1, 2, 3]],
] as const)('writes %j as it is read', (text, [year, month, day, hours, minutes, seconds]) => {
  const time = new Date(year, month, day, hours, minutes, seconds).getTime();
  expect(writeMoment(time - 400, now)).toBe(text);
  expect(parseMoment(text, now)).toEqual({ kind: 'time', time });
});
