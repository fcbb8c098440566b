import { type CumulativeMetric, seriesIndexes } from './cumulative-series';
import { exposedNames } from './exposed-names';
import { histogramQuantile } from './histogram-quantile';
import { matchesLabels } from './matches-labels';
import { bucketGrowth, exposedWindow, type MemberRows } from './member-rows';
import type { LineDeclaration, LineExpression, Selector } from './panel-declaration';
import type { RowWindow, WindowRule } from './row-window';
import type { SampleLayout } from './sample-row';

/** A value at a time; the bounds are those of a quantile's bucket, else the value itself. */
export type LineValue = { value: number; lower: number; upper: number };

/** A value at a time (milliseconds since 1970), undefined in a gap. */
export type LineEvaluator = (time: number, rule: WindowRule) => LineValue | undefined;

/**
 * A line of one member.
 *
 * @param members all of the cluster, the member itself among them
 */
export const lineEvaluator = (
  { expression, scale = 1 }: Omit<LineDeclaration, 'part'>,
  member: MemberRows,
  members: readonly MemberRows[],
): LineEvaluator => {
  const evaluate = evaluator(expression, member, members);
  return scale === 1
    ? evaluate
    : (time, rule) => {
        const found = evaluate(time, rule);
        return found && scaled(found, scale);
      };
};

const scaled = ({ value, lower, upper }: LineValue, scale: number): LineValue => ({
  value: value * scale,
  lower: lower * scale,
  upper: upper * scale,
});

/** Whether a member ever exposes all that an expression is computed from. */
export const isExposed = (expression: LineExpression, member: MemberRows): boolean => {
  if ('of' in expression) {
    const names = exposedNames(expression.kind, expression.of);
    return [...member.layouts].some((layout) =>
      names.every((name) => seriesIndexes(layout, name).size > 0),
    );
  }
  const [left, right] = [expression.left, expression.right].map((side) => isExposed(side, member));
  return expression.kind === 'or'
    ? left === true || right === true
    : left === true && right === true;
};

/**
 * The finite upper bounds of the buckets a member's line is interpolated in, ascending and in the
 * line's unit; undefined for a line of exact values.
 */
export const lineBounds = (
  { expression, scale = 1 }: Pick<LineDeclaration, 'expression' | 'scale'>,
  member: MemberRows,
): number[] | undefined => {
  switch (expression.kind) {
    case 'quantile':
      return member
        .histogram(expression.of)
        .bounds.filter(Number.isFinite)
        .map((bound) => bound * scale);
    case 'or':
      return lineBounds({ expression: chosenSide(expression, member), scale }, member);
    default:
      return undefined;
  }
};

type Alternatives = Extract<LineExpression, { kind: 'difference' | 'ratio' | 'or' }>;

/** Of two ways to compute a line, the one this member exposes the metrics of. */
const chosenSide = ({ left, right }: Alternatives, member: MemberRows): LineExpression =>
  isExposed(left, member) ? left : right;

const evaluator = (
  expression: LineExpression,
  member: MemberRows,
  members: readonly MemberRows[],
): LineEvaluator => {
  switch (expression.kind) {
    case 'gauge':
      return newestValue(member, expression.of);
    case 'age':
      return age(newestValue(member, expression.of));
    case 'behind':
      return behind(member, members, expression.of);
    case 'increase':
      return overGrowth(member, member.cumulative(expression.of), (growth) => growth);
    case 'rate':
      return overGrowth(
        member,
        member.cumulative(expression.of),
        (growth, window) => growth / secondsBetween(member, window),
      );
    case 'indexRate':
      return indexRate(member, expression.of);
    case 'average':
      return average(member, expression.of);
    case 'quantile':
      return quantile(member, expression.of, expression.quantile);
    case 'or':
      return evaluator(chosenSide(expression, member), member, members);
    case 'difference':
      return combined(expression, member, members, (left, right) => Math.max(0, left - right));
    case 'ratio':
      return combined(expression, member, members, (left, right) => left / right);
  }
};

const exact = (value: number | undefined): LineValue | undefined =>
  value === undefined || !Number.isFinite(value)
    ? undefined
    : { value, lower: value, upper: value };

const secondsBetween = ({ times }: MemberRows, { first, last }: RowWindow): number =>
  ((times[last] ?? 0) - (times[first] ?? 0)) / 1000;

/**
 * By row, the sum of a metric's series; zero where only series that do not match are exposed, and
 * undefined where there are none.
 */
const sums = ({ rows }: MemberRows, { metric, matchers = [] }: Selector) => {
  const known = new Map<SampleLayout, number[] | undefined>();
  const matching = (layout: SampleLayout): number[] | undefined => {
    const indexes = [...seriesIndexes(layout, metric).values()];
    return indexes.length === 0
      ? undefined
      : indexes.filter((index) => matchesLabels(layout[index]?.labels ?? {}, matchers));
  };
  return (position: number): number | undefined => {
    const row = rows[position];
    if (row === undefined) {
      return undefined;
    }
    if (!known.has(row.layout)) {
      known.set(row.layout, matching(row.layout));
    }
    return known
      .get(row.layout)
      ?.reduce((sum, index) => sum + (row.values[index] ?? Number.NaN), 0);
  };
};

const newestValue = (member: MemberRows, selector: Selector): LineEvaluator => {
  const sumAt = sums(member, selector);
  return (time, rule) => {
    const window = member.windowAt(time, rule);
    return window && exact(sumAt(window.last));
  };
};

const age =
  (since: LineEvaluator): LineEvaluator =>
  (time, rule) => {
    const found = since(time, rule);
    return found && exact(time / 1000 - found.value);
  };

const behind = (
  member: MemberRows,
  members: readonly MemberRows[],
  selector: Selector,
): LineEvaluator => {
  const own = newestValue(member, selector);
  const all = members.map((other) => newestValue(other, selector));
  return (time, rule) => {
    const found = own(time, rule);
    const values = all.map((valueAt) => valueAt(time, rule)?.value ?? Number.NEGATIVE_INFINITY);
    return found && exact(Math.max(found.value, ...values) - found.value);
  };
};

const combined = (
  { left, right }: { left: LineExpression; right: LineExpression },
  member: MemberRows,
  members: readonly MemberRows[],
  combine: (left: number, right: number) => number,
): LineEvaluator => {
  const [leftAt, rightAt] = [evaluator(left, member, members), evaluator(right, member, members)];
  return (time, rule) => {
    const [leftValue, rightValue] = [leftAt(time, rule), rightAt(time, rule)];
    return leftValue && rightValue && exact(combine(leftValue.value, rightValue.value));
  };
};

/** Finishes what a metric's series have grown over a window, added up. */
const overGrowth = (
  member: MemberRows,
  { exposed, series }: CumulativeMetric,
  finish: (growth: number, window: RowWindow) => number,
): LineEvaluator => {
  return (time, rule) => {
    const whole = member.windowAt(time, rule);
    const window = whole && exposedWindow(exposed, whole);
    return window && exact(finish(growthOver(series, window), window));
  };
};

const growthOver = (series: CumulativeMetric['series'], { first, last }: RowWindow): number =>
  series.reduce((sum, { grown }) => sum + (grown[last] ?? 0) - (grown[first] ?? 0), 0);

const average = (member: MemberRows, { metric, ...rest }: Selector): LineEvaluator => {
  const counts = member.cumulative({ ...rest, metric: `${metric}_count` });
  return overGrowth(
    member,
    member.cumulative({ ...rest, metric: `${metric}_sum` }),
    (growth, window) => growth / growthOver(counts.series, window),
  );
};

const quantile = (member: MemberRows, selector: Selector, wanted: number): LineEvaluator => {
  const histogram = member.histogram(selector);
  return (time, rule) => {
    const whole = member.windowAt(time, rule);
    const window = whole && exposedWindow(histogram.exposed, whole);
    return window && histogramQuantile(wanted, bucketGrowth(histogram, window));
  };
};

/** Begins anew after each restart, fall or zero: see LineExpression. */
const indexRate = (member: MemberRows, selector: Selector): LineEvaluator => {
  const sumAt = sums(member, selector);
  const values = member.rows.map((_, position) => sumAt(position));
  const begins: number[] = [];
  for (const [position, value] of values.entries()) {
    const previous = values[position - 1] ?? 0;
    const sameLife = member.rows[position]?.started === member.rows[position - 1]?.started;
    const goesOn = previous > 0 && value !== undefined && value >= previous && sameLife;
    begins.push(goesOn ? (begins[position - 1] ?? 0) : position);
  }
  return (time, rule) => {
    const window = member.windowAt(time, rule);
    if (window === undefined) {
      return undefined;
    }
    const { last } = window;
    const first = Math.max(window.first, begins[last] ?? last);
    const growth = (values[last] ?? Number.NaN) - (values[first] ?? Number.NaN);
    return first < last ? exact(growth / secondsBetween(member, { first, last })) : undefined;
  };
};
