import { describe, expect, it } from 'vitest';
import { compareBytes, utf8Text } from '../bytes';
import { checkKeys, checkPrefix, deletionRanges } from './check-keys';
import { judgeCheck } from './judge-check';
import { freeShareAfter, loads, sizeOfLoad } from './loads';
import { PutRecord } from './put-record';

describe('judgeCheck', () => {
  const good = {
    completed: 9_000,
    failed: 0,
    throughput: 149,
    slowest: 0.2,
    deviation: 0.01,
    processBusy: 0.2,
  };
  it.each([
    ['passes', {}, 'pass', []],
    ['fails at 90 %, as etcdctl does', { throughput: 135 }, 'fail', ['throughput']],
    ['passes above 90 %', { throughput: 135.1 }, 'pass', []],
    ['fails with a slow request', { slowest: 0.501 }, 'fail', ['slowest']],
    ['passes at 500 ms', { slowest: 0.5 }, 'pass', []],
    ['fails with a large deviation', { deviation: 0.101 }, 'fail', ['deviation']],
    ['fails with an error', { failed: 1 }, 'fail', ['errors']],
    [
      'blames itself when busy',
      { throughput: 100, processBusy: 0.9 },
      'inconclusive',
      ['throughput'],
    ],
    ['still fails with errors when busy', { failed: 1, processBusy: 0.99 }, 'fail', ['errors']],
  ] as const)('%s', (_, change, verdict, rules) => {
    const judged = judgeCheck({ ...good, ...change }, 150);
    const missed = judged.findings.filter(({ outcome }) => outcome !== 'pass');
    expect(judged.verdict).toBe(verdict);
    expect(missed.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('PutRecord', () => {
  it('computes exact numbers, and seconds in which nothing ended', () => {
    const record = new PutRecord(100);
    for (let index = 1; index <= 100; index += 1) {
      record.answered(index <= 50 ? 0.5 : 2.5, index / 1_000);
    }
    record.refused(2.6);
    const times = record.times();
    expect(times).toMatchObject({ completed: 100, failed: 1 });
    expect(times.mean).toBeCloseTo(0.0505, 6);
    expect(times.deviation).toBeCloseTo(0.028866, 5);
    expect([times.fastest, times.p50, times.p90, times.p99, times.slowest]).toEqual(
      [0.001, 0.051, 0.091, 0.1, 0.1].map((value) => Math.fround(value)),
    );
    expect(record.seconds().map(({ completed, failed }) => [completed, failed])).toEqual([
      [50, 0],
      [0, 0],
      [50, 1],
    ]);
    expect(record.seconds()[1]).toMatchObject({ mean: null, slowest: null });
  });

  it('is zero without a put', () => {
    expect(new PutRecord(1).times()).toMatchObject({ completed: 0, mean: 0, p99: 0, slowest: 0 });
  });
});

describe('the keys of a check', () => {
  const prefix = checkPrefix('20261122t170000000z-0a1b2c3d');
  const keyOf = checkKeys(prefix);

  it('differ, and each lies in exactly one range of the deletion', () => {
    const ranges = deletionRanges(prefix, 5_000);
    expect(ranges).toHaveLength(10);
    const counts = ranges.map(() => 0);
    const names = new Set<string>();
    for (let number = 0; number < 5_000; number += 1) {
      const key = keyOf(number);
      names.add(utf8Text(key) ?? '');
      const holding = ranges.flatMap(({ start, end }, index) =>
        compareBytes(start, key) <= 0 && (end === undefined || compareBytes(key, end) < 0)
          ? [index]
          : [],
      );
      expect(holding).toHaveLength(1);
      const [index = 0] = holding;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(names.size).toBe(5_000);
    expect(Math.max(...counts)).toBeLessThan(700);
  });

  it('leave everything else alone', () => {
    const [only] = deletionRanges(prefix, 0);
    expect(utf8Text(only?.start ?? new Uint8Array())).toBe(prefix);
    expect(utf8Text(only?.end ?? new Uint8Array())).toBe(prefix.replace(/\/$/, '0'));
  });
});

describe('the size of a load', () => {
  it('follows the rates of etcdctl', () => {
    expect(sizeOfLoad(loads['x-large'], 60)).toEqual({
      puts: 900_000,
      databaseBytes: 2_073_600_000,
    });
    const sizes = { quota: 1_000, databaseSize: 200 };
    expect(freeShareAfter(sizes, 500)).toBeCloseTo(0.3, 9);
  });
});
