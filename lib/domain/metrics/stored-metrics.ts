import { alertMetricNames } from '../alerts/rules';
import { expressionNames } from './exposed-names';
import { panelDeclarations } from './panels';

const panelMetricNames = panelDeclarations.flatMap(({ lines }) =>
  lines.flatMap(({ expression }) => expressionNames(expression)),
);

/**
 * The names of every series the panels, the rules of alerts and, from both, the advisor are
 * computed from: all that is stored of a page.
 */
export const storedMetricNames: ReadonlySet<string> = new Set([
  ...panelMetricNames,
  ...alertMetricNames,
]);
