import { expect, it } from 'vitest';
import { boundsOf } from './bucket-bounds';
import { histogramQuantile } from './histogram-quantile';

it.each([
  ['in the first bucket, which begins at zero', 0.00099, [0.001, 0.002], 0, 0.001],
  ['that is an upper bound', 0.001, [0.001, 0.002], 0, 0.001],
  ['in a later bucket', 0.0011, [0.001, 0.002], 0.001, 0.002],
  ['that is the last bound, and may lie beyond', 0.002, [0.001, 0.002], 0.001, null],
  ['a rounding above a bound', 0.3 + 5e-17, [0.2, 0.3, 0.4], 0.2, 0.3],
])('gives the bucket of a value %s', (_, value, bounds, lower, upper) => {
  expect(boundsOf(value, bounds)).toEqual({ lower, upper });
});

it('gives a bucket that holds what a quantile was interpolated in, for all quantiles', () => {
  const upperBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  const counts = [3, 3, 7, 8, 20, 21, 21, 30, 31, 40, 44];
  const buckets = [
    ...upperBounds.map((upperBound, index) => ({ upperBound, count: counts[index] ?? 0 })),
    { upperBound: Number.POSITIVE_INFINITY, count: 45 },
  ];
  for (const scale of [1, 0.001]) {
    const bounds = upperBounds.map((bound) => bound * scale);
    for (let percent = 1; percent <= 100; percent += 1) {
      const exact = histogramQuantile(percent / 100, buckets);
      const found = boundsOf((exact?.value ?? 0) * scale, bounds);
      const isBeyond = exact?.upper === Number.POSITIVE_INFINITY;
      expect(found).toEqual({
        lower: isBeyond ? 5 * scale : (exact?.lower ?? 0) * scale,
        upper: isBeyond ? null : (exact?.upper ?? 0) * scale,
      });
    }
  }
});
