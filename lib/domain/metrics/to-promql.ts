import type { LabelMatcher, LineDeclaration, LineExpression, Selector } from './panel-declaration';

/** What a line's expression is written for. */
export type PromqlTarget = {
  /** Which series are this cluster's, as they stand inside braces: `job="etcd"`; may be empty. */
  matchers: string;
  /** The label that tells members apart, such as `instance`. */
  memberLabel: string;
  /** How much time growth is taken over, as PromQL writes it: `30s`, `$__rate_interval`. */
  window: string;
};

/** Whether a line is of one counter, which is zero where nothing was counted. */
export const isCounting = (
  expression: LineExpression,
): expression is Extract<LineExpression, { of: Selector }> =>
  expression.kind === 'rate' || expression.kind === 'increase';

type Writing = PromqlTarget & { labels: readonly string[] };

/** A text as a quoted PromQL string. */
export const quotePromql = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

const matcherText = ({ label, operator, value }: LabelMatcher): string =>
  `${label}${operator}${quotePromql(value)}`;

/** The series of a metric that are this cluster's, as PromQL writes them. */
export const selectorPromql = ({ metric, matchers = [] }: Selector, own: string): string => {
  const inside = [own, ...matchers.map(matcherText)].filter((part) => part !== '').join(',');
  return inside === '' ? metric : `${metric}{${inside}}`;
};

const suffixed = (selector: Selector, suffix: string): Selector => ({
  ...selector,
  metric: `${selector.metric}${suffix}`,
});

const sumBy = (labels: readonly string[], inner: string): string =>
  `sum by (${labels.join(', ')}) (${inner})`;

/**
 * A line in PromQL: one series per member, labelled with the member's label alone and, where the
 * line has `by`, with those labels. Of counters by labels, those that have counted nothing are left
 * out, as members expose hundreds of them. A raft index falls to zero at a restart although it goes
 * on, so windows that hold a restart say nothing, as a rate would be the whole index.
 */
export const linePromql = (
  { by, scale, expression }: Pick<LineDeclaration, 'by' | 'scale' | 'expression'>,
  target: PromqlTarget,
): string => {
  const writing = { ...target, labels: [target.memberLabel, ...(by ?? [])] };
  const whole = expressionPromql(expression, writing);
  const counted = by === undefined ? undefined : countedPromql(expression, writing);
  const unscaled = counted === undefined ? whole : `${whole} and ${counted}`;
  return scale === undefined ? unscaled : `(${unscaled}) * ${scale}`;
};

const expressionPromql = (expression: LineExpression, writing: Writing): string => {
  const { labels, matchers } = writing;
  switch (expression.kind) {
    case 'gauge':
      return sumBy(labels, selectorPromql(expression.of, matchers));
    case 'age':
      return `time() - ${sumBy(labels, selectorPromql(expression.of, matchers))}`;
    case 'rate':
    case 'increase':
      return sumBy(labels, growthPromql(expression.kind, expression.of, writing));
    case 'indexRate':
      return indexRatePromql(expression.of, writing);
    case 'quantile':
      return `histogram_quantile(${expression.quantile}, ${bucketsPromql(expression.of, writing)})`;
    case 'average':
      return averagePromql(expression.of, writing);
    case 'behind':
      return behindPromql(expression.of, writing);
    default:
      return pairPromql(expression, writing);
  }
};

/** Holds where a counter is not zero; undefined for lines that are not of one counter. */
const countedPromql = (
  expression: LineExpression,
  { labels, matchers, window }: Writing,
): string | undefined =>
  isCounting(expression)
    ? `max by (${labels.join(', ')}) (max_over_time(${selectorPromql(expression.of, matchers)}[${window}])) > 0`
    : undefined;

const pairPromql = (
  { kind, left, right }: Extract<LineExpression, { left: LineExpression }>,
  writing: Writing,
): string => {
  const [first, second] = [left, right].map((side) => expressionPromql(side, writing));
  switch (kind) {
    case 'difference':
      return `clamp_min((${first}) - (${second}), 0)`;
    case 'ratio':
      return `(${first}) / ((${second}) != 0)`;
    case 'or':
      return `(${first}) or (${second})`;
  }
};

const growthPromql = (
  growth: 'rate' | 'increase',
  selector: Selector,
  { matchers, window }: Writing,
): string => `${growth}(${selectorPromql(selector, matchers)}[${window}])`;

const bucketsPromql = (histogram: Selector, writing: Writing): string =>
  sumBy([...writing.labels, 'le'], growthPromql('rate', suffixed(histogram, '_bucket'), writing));

const averagePromql = (histogram: Selector, writing: Writing): string => {
  const [sum, count] = ['_sum', '_count'].map((suffix) =>
    sumBy(writing.labels, growthPromql('rate', suffixed(histogram, suffix), writing)),
  );
  return `${sum} / ${count}`;
};

const indexRatePromql = (index: Selector, writing: Writing): string => {
  const range = `${selectorPromql(index, writing.matchers)}[${writing.window}]`;
  return sumBy(
    writing.labels,
    `rate(${range}) and resets(${range}) == 0 and min_over_time(${range}) > 0`,
  );
};

const behindPromql = (index: Selector, writing: Writing): string => {
  const own = sumBy(writing.labels, selectorPromql(index, writing.matchers));
  return `clamp_min(scalar(max(${own})) - ${own}, 0)`;
};

/**
 * The buckets of a histogram per member over the window: how often each was hit a second, or how
 * often in all.
 */
export const histogramPromql = (
  {
    of,
    by,
    growth,
  }: { of: Selector; by?: readonly string[] | undefined; growth: 'rate' | 'increase' },
  target: PromqlTarget,
): string => {
  const labels = [target.memberLabel, ...(by ?? []), 'le'];
  return sumBy(labels, growthPromql(growth, suffixed(of, '_bucket'), { ...target, labels }));
};
