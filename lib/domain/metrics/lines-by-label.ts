import { exposedNames } from './exposed-names';
import { matchesLabels } from './matches-labels';
import type { MemberRows } from './member-rows';
import type { LineDeclaration, LineExpression, Selector } from './panel-declaration';

type Labels = Readonly<Record<string, string>>;

/** What a line by labels is called: their values, such as `LeaseRevoke NotFound`. */
export const partOfLabels = (by: readonly string[], labels: Labels): string =>
  by.map((label) => labels[label] ?? '').join(' ');

/**
 * One line for each set of values the labels have among the series of any member, named by it; the
 * line itself where it is not by labels.
 */
export const linesByLabel = (
  { by, ...line }: LineDeclaration,
  members: readonly MemberRows[],
): LineDeclaration[] => {
  if (by === undefined) {
    return [line];
  }
  const layouts = new Set(members.flatMap((member) => [...member.layouts]));
  const found = [...layouts].flatMap((layout) =>
    selectorsOf(line.expression).flatMap(({ names, matchers }) =>
      layout
        .filter((key) => names.includes(key.name) && matchesLabels(key.labels, matchers))
        .map(({ labels }): [string, Labels] => [partOfLabels(by, labels), labels]),
    ),
  );
  return [...new Map(found)]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([part, labels]) => ({
      ...line,
      part,
      expression: narrowed(line.expression, by, labels),
    }));
};

type NamedSelector = { names: string[]; matchers: NonNullable<Selector['matchers']> };

const selectorsOf = (expression: LineExpression): NamedSelector[] =>
  'of' in expression
    ? [
        {
          names: exposedNames(expression.kind, expression.of),
          matchers: expression.of.matchers ?? [],
        },
      ]
    : [...selectorsOf(expression.left), ...selectorsOf(expression.right)];

const narrowed = (
  expression: LineExpression,
  by: readonly string[],
  labels: Labels,
): LineExpression => {
  if (!('of' in expression)) {
    const left = narrowed(expression.left, by, labels);
    const right = narrowed(expression.right, by, labels);
    return { ...expression, left, right };
  }
  const own = by.map((label) => ({ label, operator: '=' as const, value: labels[label] ?? '' }));
  const matchers = [...(expression.of.matchers ?? []), ...own];
  return { ...expression, of: { ...expression.of, matchers } };
};
