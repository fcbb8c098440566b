import { type Bucket, histogramQuantile } from '../metrics/histogram-quantile';
import { parseValue } from '../metrics/parse-exposition';
import type { RuleMember } from './alert-rule';
import { seriesIn } from './member-series';
import { rate, type Span } from './range-functions';

type Labels = Readonly<Record<string, string>>;

/** A quantile of the observations that share some labels. */
export type LabelledQuantile = { labels: Labels; value: number };

/** Which histogram, how much time, and which of its labels stay apart beside `le`. */
export type QuantileRequest = {
  histogram: string;
  quantile: number;
  span: Span;
  by: readonly string[];
  matches?: (labels: Labels) => boolean;
};

/**
 * `histogram_quantile(q, sum by (…, le) (rate(histogram_bucket[…])))` of a member: one value for
 * each set of the labels, none where nothing was observed.
 */
export const quantilesOf = (
  member: RuleMember,
  { histogram, quantile, span, by, matches }: QuantileRequest,
): LabelledQuantile[] => {
  const groups = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, samples } of seriesIn(member, `${histogram}_bucket`, span, matches)) {
    const count = rate(samples, span);
    const upperBound = parseValue(labels.le ?? '');
    if (count !== undefined && upperBound !== undefined) {
      const kept = pick(labels, by);
      const key = JSON.stringify(kept);
      const group = groups.get(key) ?? { labels: kept, buckets: [] };
      group.buckets.push({ upperBound, count });
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ labels, buckets }) => {
    const value = histogramQuantile(quantile, buckets)?.value;
    return value === undefined ? [] : [{ labels, value }];
  });
};

/** Some of the labels, those that are there. */
export const pick = (labels: Labels, names: readonly string[]): Labels =>
  Object.fromEntries(
    names.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])),
  );
