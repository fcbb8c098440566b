import type { LineExpression, Selector } from './panel-declaration';

/** The names of the series an expression over one metric reads. */
export const exposedNames = (kind: LineExpression['kind'], { metric }: Selector): string[] => {
  switch (kind) {
    case 'quantile':
      return [`${metric}_bucket`];
    case 'average':
      return [`${metric}_sum`, `${metric}_count`];
    default:
      return [metric];
  }
};

/** The names of all series an expression is computed from. */
export const expressionNames = (expression: LineExpression): string[] =>
  'of' in expression
    ? exposedNames(expression.kind, expression.of)
    : [...expressionNames(expression.left), ...expressionNames(expression.right)];
