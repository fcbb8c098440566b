import type { LabelMatcher, LineExpression, PanelDeclaration, Selector } from './panel-declaration';

type PlainKind = Exclude<Extract<LineExpression, { of: Selector }>['kind'], 'quantile'>;

type Lines = Pick<PanelDeclaration, 'shape' | 'lines'>;

/** An expression over one metric. */
export const expressionOf = (
  kind: PlainKind,
  metric: string,
  matchers?: readonly LabelMatcher[],
): LineExpression => ({ kind, of: matchers === undefined ? { metric } : { metric, matchers } });

/** The lines of a panel that has one line a member. */
export const single = (expression: LineExpression): Lines => ({
  shape: 'lines',
  lines: [{ part: '', expression }],
});

/** The lines of a panel with several parts, all computed in one way from a metric each. */
export const parts = (kind: PlainKind, metrics: Readonly<Record<string, string>>): Lines => ({
  shape: 'lines',
  lines: Object.entries(metrics).map(([part, metric]) => ({
    part,
    expression: expressionOf(kind, metric),
  })),
});

const quantiles = [0.5, 0.9, 0.99];

/**
 * The quantiles and the average of a histogram, or of the next one for members without it.
 *
 * @param scale seconds in one unit of the histogram
 */
export const distribution = (
  histogram: Selector,
  next?: Selector,
  scale?: number,
): Lines & { unit: 'seconds' } => {
  const either = (make: (of: Selector) => LineExpression): LineExpression =>
    next === undefined ? make(histogram) : { kind: 'or', left: make(histogram), right: make(next) };
  const lines = [
    ...quantiles.map((quantile) => ({
      part: `p${quantile * 100}`,
      expression: either((of) => ({ kind: 'quantile', quantile, of })),
    })),
    { part: 'average', expression: either((of) => ({ kind: 'average', of })) },
  ];
  return {
    unit: 'seconds',
    shape: 'distribution',
    lines: scale === undefined ? lines : lines.map((line) => ({ ...line, scale })),
  };
};
