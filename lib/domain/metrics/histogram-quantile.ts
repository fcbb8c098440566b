/** A bucket of a cumulative histogram: how many observations were at most the upper bound. */
export type Bucket = { upperBound: number; count: number };

/** A quantile with the bounds of the bucket it was interpolated in: all that is really known. */
export type QuantileEstimate = { value: number; lower: number; upper: number };

/**
 * The quantile of a cumulative histogram, exactly as Prometheus' histogram_quantile computes it
 * (promql/quantile.go, bucketQuantile): linear interpolation within the bucket that holds the
 * rank, from zero in the first; the highest finite bound where the rank lies in the last bucket.
 * Undefined where there is nothing to say: no observations, no +Inf bucket, fewer than two.
 *
 * @param quantile between 0 and 1
 */
export const histogramQuantile = (
  quantile: number,
  buckets: readonly Bucket[],
): QuantileEstimate | undefined => {
  const sorted = mergeBuckets(buckets);
  const last = sorted.at(-1);
  if (last === undefined || sorted.length < 2 || last.upperBound !== Number.POSITIVE_INFINITY) {
    return undefined;
  }
  const total = last.count;
  if (!(total > 0) || !(quantile >= 0 && quantile <= 1)) {
    return undefined;
  }
  return interpolate(sorted, quantile * total);
};

/** Sorted by bound, equal bounds added up, and never falling, as scrapes are not atomic. */
const mergeBuckets = (buckets: readonly Bucket[]): Bucket[] => {
  const merged: Bucket[] = [];
  for (const bucket of buckets.toSorted((left, right) => left.upperBound - right.upperBound)) {
    const previous = merged.at(-1);
    if (previous?.upperBound === bucket.upperBound) {
      previous.count += bucket.count;
    } else {
      merged.push({ ...bucket });
    }
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (const bucket of merged) {
    highest = Math.max(highest, bucket.count);
    bucket.count = highest;
  }
  return merged;
};

const interpolate = (buckets: readonly Bucket[], rank: number): QuantileEstimate => {
  const finite = buckets.slice(0, -1);
  const index = finite.findIndex((bucket) => bucket.count >= rank);
  const bucket = finite[index];
  if (bucket === undefined) {
    const lower = finite.at(-1)?.upperBound ?? 0;
    return { value: lower, lower, upper: Number.POSITIVE_INFINITY };
  }
  const previous = finite[index - 1];
  if (previous === undefined && bucket.upperBound <= 0) {
    const { upperBound } = bucket;
    return { value: upperBound, lower: Number.NEGATIVE_INFINITY, upper: upperBound };
  }
  const lower = previous?.upperBound ?? 0;
  const below = previous?.count ?? 0;
  const share = bucket.count === below ? 0 : (rank - below) / (bucket.count - below);
  return { value: lower + (bucket.upperBound - lower) * share, lower, upper: bucket.upperBound };
};
