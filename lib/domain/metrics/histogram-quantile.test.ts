import { describe, expect, it } from 'vitest';
import { type Bucket, histogramQuantile } from './histogram-quantile';

const infinity = Number.POSITIVE_INFINITY;
const buckets = (...pairs: [number, number][]): Bucket[] =>
  pairs.map(([upperBound, count]) => ({ upperBound, count }));

const typical = buckets([0.001, 10], [0.002, 50], [0.004, 90], [0.008, 99], [infinity, 100]);

describe('histogramQuantile', () => {
  it.each([
    ['the first bucket, from zero', 0.05, typical, { value: 0.0005, lower: 0, upper: 0.001 }],
    ['a bucket by interpolation', 0.3, typical, { value: 0.0015, lower: 0.001, upper: 0.002 }],
    ['the top of a bucket', 0.5, typical, { value: 0.002, lower: 0.001, upper: 0.002 }],
    ['the last finite bucket', 0.99, typical, { value: 0.008, lower: 0.004, upper: 0.008 }],
    ['the infinite bucket', 0.999, typical, { value: 0.008, lower: 0.008, upper: infinity }],
    ['unsorted buckets', 0.3, typical.toReversed(), { value: 0.0015, lower: 0.001, upper: 0.002 }],
    [
      'a fall within a scrape, made level',
      0.5,
      buckets([1, 10], [2, 8], [infinity, 20]),
      { value: 1, lower: 0, upper: 1 },
    ],
    [
      'equal bounds of several series, added up',
      0.5,
      buckets([1, 2], [infinity, 4], [1, 2], [infinity, 4]),
      { value: 1, lower: 0, upper: 1 },
    ],
    [
      'a first bound that is not positive',
      0.1,
      buckets([-1, 5], [infinity, 5]),
      { value: -1, lower: Number.NEGATIVE_INFINITY, upper: -1 },
    ],
    ['the lowest rank', 0, typical, { value: 0, lower: 0, upper: 0.001 }],
  ])('finds %s', (_, quantile, given, expected) => {
    const found = histogramQuantile(quantile, given);
    expect(found?.value).toBeCloseTo(expected.value, 12);
    expect(found?.lower).toBe(expected.lower);
    expect(found?.upper).toBe(expected.upper);
  });

  it.each([
    ['no buckets', 0.5, []],
    ['one bucket', 0.5, buckets([infinity, 3])],
    ['no infinite bucket', 0.5, buckets([1, 2], [2, 3])],
    ['no observations', 0.5, buckets([1, 0], [infinity, 0])],
    ['a quantile below 0', -0.1, typical],
    ['a quantile above 1', 1.1, typical],
    ['a quantile that is no number', Number.NaN, typical],
  ])('says nothing for %s', (_, quantile, given) => {
    expect(histogramQuantile(quantile, given)).toBeUndefined();
  });
});
