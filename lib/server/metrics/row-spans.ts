import 'server-only';
import { type TimeSteps, windowRule } from '@/lib/domain/metrics/time-steps';

/** A span of rows to read, of which the last one in each step is wanted. Milliseconds. */
export type RowSpan = {
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  until: number;
  step: number;
  /** More times in the span whose newest row not after them is wanted. */
  alsoAt: number[];
};

/**
 * The rows that windows of some widths are cut out of: those near the times of the chart, and those
 * near the times the windows begin at. Of what lies between, growth needs only the last row of each
 * process life, so that the chart of a day's growth over five minutes reads no whole day.
 *
 * @param minimumWindowSeconds of each panel
 */
export const rowSpans = (
  steps: TimeSteps,
  minimumWindowSeconds: readonly (number | undefined)[],
): RowSpan[] => {
  const rules = minimumWindowSeconds.map((seconds) => windowRule(steps, seconds));
  const first = steps.times[0] ?? 0;
  const until = steps.times.at(-1) ?? 0;
  const freshness = Math.max(...rules.map((rule) => rule.freshness));
  const widths = [...new Set(rules.map(({ width }) => width))];
  const ends = [...widths, 0].map((width) => ({
    after: first - width - freshness,
    until: until - width,
  }));
  const near = overlapsJoined(ends).map((span) => ({ ...span, step: steps.step }));
  return near
    .flatMap((span, index) => {
      const before = near[index - 1];
      return before === undefined
        ? [span]
        : [{ after: before.until, until: span.after, step: span.after - before.until }, span];
    })
    .map((span) => ({
      ...span,
      alsoAt: widths
        .map((width) => until - width)
        .filter((time) => time > span.after && time <= span.until),
    }));
};

type Span = Pick<RowSpan, 'after' | 'until'>;

const overlapsJoined = (spans: readonly Span[]): Span[] => {
  const joined: Span[] = [];
  for (const span of spans.toSorted((left, right) => left.after - right.after)) {
    const before = joined.at(-1);
    if (before !== undefined && span.after <= before.until) {
      before.until = Math.max(before.until, span.until);
    } else {
      joined.push({ ...span });
    }
  }
  return joined;
};
