import 'server-only';
import type { Panel, Series } from '@/lib/domain/api/metrics';
import {
  isExposed,
  type LineValue,
  lineEvaluator,
  type MemberRows,
} from '@/lib/domain/metrics/evaluate-line';
import type { LineDeclaration, PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { type TimeSteps, windowRule } from '@/lib/domain/metrics/time-steps';

/** One member's rows over the range. */
export type MemberHistory = { memberId: string; memberName: string; rows: MemberRows };

/** A panel with a line for each member and part, evaluated at each of the times. */
export const evaluatePanel = (
  panel: PanelDeclaration,
  members: readonly MemberHistory[],
  steps: TimeSteps,
): Panel => ({
  id: panel.id,
  group: panel.group,
  unit: panel.unit,
  guide: panel.guide ?? null,
  series: members.flatMap((member) =>
    panel.lines.map((line) => evaluateSeries(panel, line, member, steps)),
  ),
  notExposed: members
    .filter(({ rows }) => rows.rows.length > 0 && !isEverExposed(panel, rows))
    .map(({ memberName }) => memberName),
});

const isEverExposed = (panel: PanelDeclaration, { rows }: MemberRows): boolean =>
  panel.lines.some((line) => rows.some((row) => isExposed(line, row)));

const evaluateSeries = (
  panel: PanelDeclaration,
  line: LineDeclaration,
  { memberId, memberName, rows }: MemberHistory,
  steps: TimeSteps,
): Series => {
  const valueAt = lineEvaluator(line, rows);
  const end = steps.times.at(-1) ?? 0;
  const values = steps.times.map((time) =>
    valueAt(time, windowRule(steps, panel.minimumWindowSeconds, time === end)),
  );
  return {
    memberId,
    memberName,
    part: line.part,
    points: values.map((value, index) => [steps.times[index] ?? 0, value?.value ?? null]),
    latest: latestOf(values.at(-1)),
  };
};

const latestOf = (value: LineValue | undefined): Series['latest'] =>
  value === undefined
    ? null
    : { ...value, upper: Number.isFinite(value.upper) ? value.upper : null };
