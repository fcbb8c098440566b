import { describe, expect, it } from 'vitest';
import type { Series } from '../api/metrics';
import { greatestParts } from './greatest-parts';

const series = (memberId: string, part: string, ...values: (number | null)[]): Series => {
  const last = values.at(-1) ?? null;
  return {
    memberId,
    memberName: memberId,
    part,
    points: values.map((value, index) => [index, value]),
    latest: last === null ? null : { value: last, lower: last, upper: last },
  };
};

const summary = (lines: Series[]) =>
  lines.map(({ memberId, part, points }) => [memberId, part, ...points.map(([, value]) => value)]);

describe('greatestParts', () => {
  it('puts the greatest part of all members first', () => {
    const given = [
      series('a', 'x', 5),
      series('b', 'x', 0),
      series('a', 'y', 1),
      series('b', 'y', 9),
    ];
    expect(summary(greatestParts(given))).toEqual([
      ['a', 'y', 1],
      ['b', 'y', 9],
      ['a', 'x', 5],
      ['b', 'x', 0],
    ]);
  });

  it('adds up what is left over after twelve', () => {
    const given = Array.from({ length: 15 }, (_, index) =>
      series('a', `p${index}`, index, null, index),
    );
    const found = greatestParts(given);
    expect(found.map(({ part }) => part)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `p${14 - index}`),
      'other',
    ]);
    expect(found.at(-1)).toEqual({ ...series('a', 'other', 0 + 1 + 2, null, 3) });
  });

  it('leaves out parts that are zero, but not the last', () => {
    const given = [series('a', 'x', 0, 0), series('a', 'y', 0, 0), series('b', 'x', null, 0)];
    expect(summary(greatestParts([...given, series('a', 'z', 0, 1)]))).toEqual([['a', 'z', 0, 1]]);
    expect(summary(greatestParts(given))).toEqual([
      ['a', 'other', 0, 0],
      ['b', 'other', null, 0],
    ]);
  });
});
