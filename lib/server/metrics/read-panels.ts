import 'server-only';
import type { Panels } from '@/lib/domain/api/metrics';
import { memberRows } from '@/lib/domain/metrics/member-rows';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { isOfRounds, memberRounds } from '@/lib/domain/metrics/scrape-rounds';
import { type TimeSteps, timeSteps } from '@/lib/domain/metrics/time-steps';
import { readSampleRows, roundsOwner } from '../store/samples';
import { readTargets } from '../store/scrape-targets';
import { evaluatePanel, type MemberHistory } from './evaluate-panels';
import { listMarks } from './list-marks';
import { checkRange, type PanelsQuery, type PanelsSource, requirePanels } from './panels-request';
import { rowSpans } from './row-spans';

/** What a member's pages said over the range, and how its scrapes went. */
type MemberHistories = { pages: MemberHistory; rounds: MemberHistory };

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
  const ofRounds = panels.filter(isOfRounds);
  const ofPages = panels.filter((panel) => !ofRounds.includes(panel));
  const rounds = await readRows(source, roundsOwner, ofRounds, steps);
  const histories = await Promise.all(
    targets.map(async ({ memberId, memberName }): Promise<MemberHistories> => {
      const rows = await readRows(source, memberId, ofPages, steps);
      return {
        pages: { memberId, memberName, rows: memberRows(rows) },
        rounds: { memberId, memberName, rows: memberRows(memberRounds(rounds, memberId)) },
      };
    }),
  );
  // A member that has left is shown where it still has a past.
  const shown = histories.filter(
    ({ pages, rounds: own }, index) =>
      targets[index]?.present === true || pages.rows.rows.length + own.rows.rows.length > 0,
  );
  const oldest = Math.min(
    ...shown.flatMap(({ pages, rounds: own }) =>
      [pages, own].map(({ rows }) => rows.times[0] ?? Number.POSITIVE_INFINITY),
    ),
  );
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    source: 'embedded',
    intervalSeconds: interval / 1000,
    collectedFrom: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
    panels: panels.map((panel) =>
      evaluatePanel(
        panel,
        shown.map(({ pages, rounds: own }) => (ofRounds.includes(panel) ? own : pages)),
        steps,
      ),
    ),
    marks: await listMarks(store, { cluster, from, to }),
    scrapes: targets.filter(({ present }) => present).map(({ present, ...scrape }) => scrape),
  };
};

/** The rows of a member, or of the rounds of scrapes, that some panels are computed from. */
const readRows = async (
  { store, cluster }: PanelsSource,
  memberId: string,
  panels: readonly PanelDeclaration[],
  steps: TimeSteps,
): Promise<SampleRow[]> => {
  if (panels.length === 0) {
    return [];
  }
  const spans = rowSpans(
    steps,
    panels.map(({ minimumWindowSeconds }) => minimumWindowSeconds),
  );
  const rows = await Promise.all(
    spans.map((span) => readSampleRows(store, { cluster, memberId, ...span })),
  );
  return rows.flat();
};
