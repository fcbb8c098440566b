import { exposedNames } from './exposed-names';
import { matchesLabels } from './matches-labels';
import type { MemberRows } from './member-rows';
import type { LineDeclaration, LineExpression, Selector } from './panel-declaration';

/**
 * One line for each value a label has among the series of any member, named by it; the line itself
 * where it is not by a label.
 */
export const linesByLabel = (
  { by, ...line }: LineDeclaration,
  members: readonly MemberRows[],
): LineDeclaration[] =>
  by === undefined
    ? [line]
    : [...new Set(labelValues(by, line.expression, members))].toSorted().map((value) => ({
        ...line,
        part: value,
        expression: narrowed(line.expression, by, value),
      }));

const labelValues = (
  label: string,
  expression: LineExpression,
  members: readonly MemberRows[],
): string[] => {
  if (!('of' in expression)) {
    const sides = [expression.left, expression.right];
    return sides.flatMap((side) => labelValues(label, side, members));
  }
  const names = exposedNames(expression.kind, expression.of);
  const matchers = expression.of.matchers ?? [];
  const layouts = new Set(members.flatMap((member) => [...member.layouts]));
  return [...layouts].flatMap((layout) =>
    layout
      .filter((key) => names.includes(key.name) && matchesLabels(key.labels, matchers))
      .map(({ labels }) => labels[label] ?? ''),
  );
};

const narrowed = (expression: LineExpression, label: string, value: string): LineExpression => {
  if (!('of' in expression)) {
    const left = narrowed(expression.left, label, value);
    const right = narrowed(expression.right, label, value);
    return { ...expression, left, right };
  }
  const of: Selector = {
    ...expression.of,
    matchers: [...(expression.of.matchers ?? []), { label, operator: '=', value }],
  };
  return { ...expression, of };
};
