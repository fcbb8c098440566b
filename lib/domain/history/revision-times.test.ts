import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type RevisionPoint,
  revisionAtTime,
  risingPoints,
  thinPoints,
  timeOfRevision,
} from './revision-times';

const pointsOf = (...pairs: [time: number, revision: number][]): RevisionPoint[] =>
  pairs.map(([time, revision]) => ({ time, revision: BigInt(revision) }));

const steady = pointsOf([10_000, 100], [20_000, 200], [50_000, 200], [50_500, 300]);

describe('risingPoints', () => {
  it.each<[string, RevisionPoint[], RevisionPoint[]]>([
    ['keeps what rises', steady, steady],
    [
      'believes the later time where the clock was set back',
      pointsOf([10, 1], [90, 2], [20, 3], [30, 4]),
      pointsOf([10, 1], [20, 2], [20, 3], [30, 4]),
    ],
    [
      'forgets the store before one of lower revisions',
      pointsOf([10, 500], [20, 600], [30, 7], [40, 9]),
      pointsOf([30, 7], [40, 9]),
    ],
    ['gives nothing for nothing', [], []],
  ])('%s', (_name, noted, expected) => {
    expect(risingPoints(noted)).toEqual(expected);
  });

  it('rises in both, whatever was noted', () => {
    const noted = fc.array(
      fc.record({ time: fc.nat({ max: 1000 }), revision: fc.bigInt({ min: 1n, max: 50n }) }),
    );
    fc.assert(
      fc.property(noted, (points) => {
        const rising = risingPoints(points);
        for (const [index, point] of rising.slice(1).entries()) {
          const before = rising[index];
          expect(before !== undefined && before.time <= point.time).toBe(true);
          expect(before !== undefined && before.revision <= point.revision).toBe(true);
        }
        expect(rising.at(-1)).toEqual(points.at(-1));
      }),
    );
  });
});

describe('timeOfRevision', () => {
  it.each([
    ['one that was seen arriving', 200, { time: 20_000, isExact: false }],
    ['one between two looks', 150, { time: 15_000, isExact: false }],
    ['one between two looks that were close', 250, { time: 50_250, isExact: true }],
    ['the first that was seen', 100, { time: 10_000, isExact: false }],
    ['one before we looked', 99, undefined],
    ['one after', 301, undefined],
  ])('%s', (_name, revision, expected) => {
    expect(timeOfRevision(steady, BigInt(revision))).toEqual(expected);
  });
});

describe('revisionAtTime', () => {
  it.each([
    ['before we looked', 9_999, undefined],
    ['at a look', 10_000, { revision: 100n, isExact: true }],
    ['between two looks', 15_000, { revision: 150n, isExact: false }],
    ['while nothing was written', 30_000, { revision: 200n, isExact: true }],
    ['after the last look', 60_000, { revision: 300n, isExact: false }],
  ])('%s', (_name, time, expected) => {
    expect(revisionAtTime(steady, time)).toEqual(expected);
  });

  it('gives a revision that was there by then, for any rising points', () => {
    const noted = fc.array(
      fc.record({ time: fc.nat({ max: 1000 }), revision: fc.bigInt({ min: 1n, max: 500n }) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(noted, fc.nat({ max: 1000 }), (points, time) => {
        const rising = risingPoints(points);
        const found = revisionAtTime(rising, time);
        const written = found && timeOfRevision(rising, found.revision);
        expect(written === undefined || written.time <= time).toBe(true);
      }),
    );
  });
});

describe('thinPoints', () => {
  it('keeps both ends and the bound', () => {
    const many = Array.from({ length: 5_000 }, (_, time) => ({ time, revision: BigInt(time) }));
    const thinned = thinPoints(many, 400);
    expect([thinned.length, thinned.at(0), thinned.at(-1)]).toEqual([400, many[0], many.at(-1)]);
    expect(thinPoints(steady, 400)).toEqual(steady);
  });
});
