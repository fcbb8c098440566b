import { describe, expect, it } from 'vitest';
import { createBuckets } from './rate-limit';

describe('buckets', () => {
  it('empty with use and fill with time, each by itself', () => {
    const buckets = createBuckets(2, 3);
    expect([0, 0, 0, 0].map(() => buckets.take('a', 1000))).toEqual([0, 0, 0, 1]);
    expect(buckets.take('b', 1000)).toBe(0);
    expect(buckets.take('a', 1400)).toBe(1);
    expect(buckets.take('a', 1500)).toBe(0);
  });

  it('hold no more than they are large', () => {
    const buckets = createBuckets(2, 3);
    buckets.take('a', 0);
    expect([0, 0, 0, 0].map(() => buckets.take('a', 3_600_000))).toEqual([0, 0, 0, 1]);
  });

  it('forget the one unused for longest beyond 10,000', () => {
    const buckets = createBuckets(0.001, 1);
    for (let index = 0; index < 10_001; index += 1) {
      buckets.take(String(index), 0);
    }
    expect(buckets.take('10000', 0)).toBeGreaterThan(0);
    expect(buckets.take('0', 0)).toBe(0);
  });
});
