/** Computing a bound and a quantile in different orders may leave them apart by this much. */
const tolerance = 1e-12;

/**
 * The bucket a quantile was interpolated in, found again from its value: all that is really known
 * of it. The upper bound is null where it is infinite. A quantile beyond the last finite bound is
 * given as that bound (promql/quantile.go), which one in the last finite bucket may equal as well:
 * the bucket given for it holds both.
 *
 * @param bounds finite upper bounds of the histogram, ascending, in the unit of the value
 */
export const boundsOf = (
  value: number,
  bounds: readonly number[],
): { lower: number; upper: number | null } => {
  const position = bounds.findIndex((bound) => bound >= value * (1 - tolerance));
  const index = position === -1 ? bounds.length - 1 : position;
  const upper = bounds[index] ?? 0;
  const isPossiblyBeyond = index === bounds.length - 1 && upper <= value * (1 + tolerance);
  return { lower: bounds[index - 1] ?? 0, upper: isPossiblyBeyond ? null : upper };
};
