import 'server-only';
import type { Panel, Series } from '@/lib/domain/api/metrics';
import {
  isExposed,
  type LineValue,
  lineBounds,
  lineEvaluator,
} from '@/lib/domain/metrics/evaluate-line';
import { greatestParts, otherPart } from '@/lib/domain/metrics/greatest-parts';
import { linesByLabel } from '@/lib/domain/metrics/lines-by-label';
import type { MemberRows } from '@/lib/domain/metrics/member-rows';
import type { LineDeclaration, PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { type TimeSteps, windowRule } from '@/lib/domain/metrics/time-steps';

/** One member's rows over the range. */
export type MemberHistory = { memberId: string; memberName: string; rows: MemberRows };

/** A panel with a line for each member and part, evaluated at each of the times. */
export const evaluatePanel = (
  panel: PanelDeclaration,
  members: readonly MemberHistory[],
  steps: TimeSteps,
): Panel => {
  const isShown = ({ rows }: MemberHistory): boolean =>
    panel.lines.some(({ expression }) => isExposed(expression, rows));
  return {
    id: panel.id,
    group: panel.group,
    unit: panel.unit,
    guide: panel.guide ?? null,
    series: panel.lines.flatMap((line) => evaluateLine(panel, line, members, steps)),
    notExposed: members
      .filter((member) => member.rows.rows.length > 0 && !isShown(member))
      .map(({ memberName }) => ({ memberName, reason: panel.absence ?? 'unknown' })),
  };
};

const evaluateLine = (
  panel: PanelDeclaration,
  line: LineDeclaration,
  members: readonly MemberHistory[],
  steps: TimeSteps,
): Series[] => {
  const rows = members.map((member) => member.rows);
  const seriesOf = (one: LineDeclaration): Series[] =>
    members.map((member) => evaluateSeries(panel, one, member, rows, steps));
  if (line.by === undefined) {
    return seriesOf(line);
  }
  const lines = linesByLabel(line, rows);
  // What has been zero ever since is not stored, and is a line at zero all the same.
  const shown = lines.length === 0 ? [{ ...line, part: otherPart }] : lines;
  return greatestParts(shown.flatMap(seriesOf), panel.unit);
};

const evaluateSeries = (
  panel: PanelDeclaration,
  line: LineDeclaration,
  { memberId, memberName, rows }: MemberHistory,
  all: readonly MemberRows[],
  steps: TimeSteps,
): Series => {
  const valueAt = lineEvaluator(line, rows, all);
  const end = steps.times.at(-1) ?? 0;
  const rule = windowRule(steps, panel.minimumWindowSeconds);
  const lastRule = windowRule(steps, panel.minimumWindowSeconds, true);
  const values = steps.times.map((time) => valueAt(time, time === end ? lastRule : rule));
  const bounds = lineBounds(line, rows);
  return {
    memberId,
    memberName,
    part: line.part,
    points: values.map((value, index) => [steps.times[index] ?? 0, value?.value ?? null]),
    latest: latestOf(values.at(-1)),
    ...(bounds === undefined ? {} : { bounds }),
  };
};

const latestOf = (value: LineValue | undefined): Series['latest'] =>
  value === undefined
    ? null
    : { ...value, upper: Number.isFinite(value.upper) ? value.upper : null };
