import type { LineExpression, PanelDeclaration, Selector } from './panel-declaration';

/** The histograms the quantiles of a panel are of, the preferred one first; none for lines. */
export const panelHistograms = ({ lines }: Pick<PanelDeclaration, 'lines'>): Selector[] => {
  const [first] = lines;
  return first === undefined ? [] : histogramsOf(first.expression);
};

const histogramsOf = (expression: LineExpression): Selector[] => {
  switch (expression.kind) {
    case 'quantile':
      return [expression.of];
    case 'or':
      return [...histogramsOf(expression.left), ...histogramsOf(expression.right)];
    default:
      return [];
  }
};
