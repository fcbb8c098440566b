/** A PromQL selector: a metric with the matchers of a cluster and, where given, some more. */
export const selector = (metric: string, ...matchers: readonly string[]): string => {
  const inside = matchers.filter((matcher) => matcher !== '').join(', ');
  return inside === '' ? metric : `${metric}{${inside}}`;
};
