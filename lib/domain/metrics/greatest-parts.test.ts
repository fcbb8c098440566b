import { describe, expect, it } from 'vitest';
import type { Series } from '../api/metrics';
import { greatestParts } from './greatest-parts';
import { series } from './testing';

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
    expect(summary(greatestParts(given, 'perSecond'))).toEqual([
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
    const found = greatestParts(given, 'perSecond');
    expect(found.map(({ part }) => part)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `p${14 - index}`),
      'other',
    ]);
    expect(found.at(-1)).toEqual({ ...series('a', 'other', 0 + 1 + 2, null, 3) });
  });

  it('takes the greatest of what is left over where values are shares', () => {
    const given = Array.from({ length: 14 }, (_, index) => series('a', `p${index}`, index / 20));
    expect(summary(greatestParts(given, 'ratio')).at(-1)).toEqual(['a', 'other', 1 / 20]);
  });

  it('leaves out parts that are zero, but not the last', () => {
    const given = [series('a', 'x', 0, 0), series('a', 'y', 0, 0), series('b', 'x', null, 0)];
    const some = greatestParts([...given, series('a', 'z', 0, 1)], 'perSecond');
    expect(summary(some)).toEqual([['a', 'z', 0, 1]]);
    expect(summary(greatestParts(given, 'perSecond'))).toEqual([
      ['a', 'other', 0, 0],
      ['b', 'other', null, 0],
    ]);
  });
});
