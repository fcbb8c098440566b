import 'server-only';
import type { PrometheusSeries } from './parse-answer';

/** Where Prometheus has too few samples to tell: its own default. */
const defaultMilliseconds = 60_000;

/**
 * How far apart Prometheus' samples are, in milliseconds, rounded to a second: the median over the
 * raw samples of all members, so that a missed scrape or a restart does not count.
 */
export const scrapeIntervalOf = (samples: readonly PrometheusSeries[]): number => {
  const gaps = samples
    .flatMap(({ points }) =>
      points.slice(1).map(([time], index) => time - (points[index]?.[0] ?? time)),
    )
    .toSorted((left, right) => left - right);
  const median = gaps[Math.floor(gaps.length / 2)];
  return median === undefined
    ? defaultMilliseconds
    : Math.max(1000, Math.round(median / 1000) * 1000);
};
