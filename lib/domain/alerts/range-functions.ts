/** A sample of one series: milliseconds since 1970 and the value. */
export type Sample = readonly [time: number, value: number];

/** A span of time, in milliseconds since 1970. */
export type Span = { from: number; to: number };

/** Growth of a counter over its samples: a fall is a reset, after which it began at zero. */
const growthOf = (samples: readonly Sample[]): number => {
  let growth = 0;
  let previous: number | undefined;
  for (const [, value] of samples) {
    if (previous !== undefined) {
      growth += value < previous ? value : value - previous;
    }
    previous = value;
  }
  return growth;
};

/**
 * How much a counter grew over a span, exactly as `increase` of Prometheus: extrapolated to the
 * edges of the span where the samples come near them, but never to below zero
 * (promql/functions.go, extrapolatedRate). Undefined with fewer than two samples.
 */
export const increase = (samples: readonly Sample[], { from, to }: Span): number | undefined => {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || samples.length < 2) {
    return undefined;
  }
  const growth = growthOf(samples);
  const sampled = (last[0] - first[0]) / 1000;
  const average = sampled / (samples.length - 1);
  const near = (distance: number): number => (distance >= average * 1.1 ? average / 2 : distance);
  const toStart = near((first[0] - from) / 1000);
  const toZero =
    growth > 0 && first[1] >= 0 ? sampled * (first[1] / growth) : Number.POSITIVE_INFINITY;
  const covered = sampled + Math.min(toStart, toZero) + near((to - last[0]) / 1000);
  return growth * (covered / sampled);
};

/** How much a counter grew per second of a span, as `rate` of Prometheus. */
export const rate = (samples: readonly Sample[], span: Span): number | undefined => {
  const grown = increase(samples, span);
  return grown === undefined ? undefined : grown / ((span.to - span.from) / 1000);
};

/**
 * What a gauge will be some seconds after a time, by linear regression over its samples, as
 * `predict_linear` of Prometheus. Undefined with fewer than two samples.
 */
export const predictLinear = (
  samples: readonly Sample[],
  { at, seconds }: { at: number; seconds: number },
): number | undefined => {
  if (samples.length < 2) {
    return undefined;
  }
  const count = samples.length;
  const origin = samples[0]?.[1] ?? 0;
  let [sumX, sumY, sumXY, sumX2] = [0, 0, 0, 0];
  for (const [time, value] of samples) {
    const x = (time - at) / 1000;
    // Taken relative to the first value, so that large sizes lose no precision.
    const y = value - origin;
    sumX += x;
    sumY += y;
    sumXY += x * y;
    sumX2 += x * x;
  }
  const slope = (sumXY - (sumX * sumY) / count) / (sumX2 - (sumX * sumX) / count);
  const intercept = sumY / count - (slope * sumX) / count;
  return slope * seconds + intercept + origin;
};
