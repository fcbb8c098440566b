import 'server-only';
import type { Panels } from '@/lib/domain/api/metrics';
import { memberRows } from '@/lib/domain/metrics/member-rows';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { type TimeSteps, timeSteps, windowRule } from '@/lib/domain/metrics/time-steps';
import { readSampleRows } from '../store/samples';
import { readTargets, type ScrapeTarget } from '../store/scrape-targets';
import { evaluatePanel, type MemberHistory } from './evaluate-panels';
import { listMarks } from './list-marks';
import { checkRange, type PanelsQuery, type PanelsSource, requirePanels } from './panels-request';

/**
 * Panels of a cluster over a range, per member, from the stored samples. Throws AppError
 * `invalid_input` for an unknown panel or a range that is none.
 */
export const readPanels = async (source: PanelsSource, query: PanelsQuery): Promise<Panels> => {
  const { store, cluster, now, intervalMilliseconds: interval } = source;
  const panels = requirePanels(query.panels);
  const { from, to } = checkRange(query, now);
  const steps = timeSteps({ from, to, now, points: query.points, interval });
  const targets = await readTargets(store, cluster);
  const histories = await Promise.all(
    targets.map((target) => readHistory(source, target, panels, steps)),
  );
  // A member that has left is shown where it still has a past.
  const shown = histories.filter(
    ({ rows }, index) => targets[index]?.present === true || rows.rows.length > 0,
  );
  const oldest = Math.min(...shown.map(({ rows }) => rows.times[0] ?? Number.POSITIVE_INFINITY));
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    source: 'embedded',
    intervalSeconds: interval / 1000,
    collectedFrom: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
    panels: panels.map((panel) => evaluatePanel(panel, shown, steps)),
    marks: await listMarks(store, { cluster, from, to }),
    scrapes: targets.filter(({ present }) => present).map(({ present, ...scrape }) => scrape),
  };
};

const readHistory = async (
  { store, cluster }: PanelsSource,
  { memberId, memberName }: ScrapeTarget,
  panels: readonly PanelDeclaration[],
  steps: TimeSteps,
): Promise<MemberHistory> => {
  const rules = panels.map((panel) => windowRule(steps, panel.minimumWindowSeconds));
  const lookback = Math.max(...rules.map(({ width, freshness }) => width + freshness));
  const until = steps.times.at(-1) ?? 0;
  const rows = await readSampleRows(store, {
    cluster,
    memberId,
    after: (steps.times[0] ?? 0) - lookback,
    until,
    step: steps.step,
    alsoAt: [...new Set(rules.map(({ width }) => until - width))],
  });
  return { memberId, memberName, rows: memberRows(rows) };
};
