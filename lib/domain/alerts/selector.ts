/**
 * Aggregates over the members of a cluster: over `instance`, over `pod`, which Prometheus adds where
 * it finds members as pods, and over the label that tells members apart where that is another one.
 */
export const withoutMember = (memberLabel = 'instance'): string =>
  `without (${[...new Set(['instance', 'pod', memberLabel])].join(', ')})`;

/** A PromQL selector: a metric with the matchers of a cluster and, where given, some more. */
export const selector = (metric: string, ...matchers: readonly string[]): string => {
  const inside = matchers.filter((matcher) => matcher !== '').join(', ');
  return inside === '' ? metric : `${metric}{${inside}}`;
};
