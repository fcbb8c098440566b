import 'server-only';
import type { z } from 'zod';
import type { Mark, Panels, panelsQuerySchema } from '@/lib/domain/api/metrics';
import { AppError } from '@/lib/domain/errors';
import { memberRows } from '@/lib/domain/metrics/evaluate-line';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { findPanel } from '@/lib/domain/metrics/panels';
import {
  retentionMilliseconds,
  type TimeSteps,
  timeSteps,
  windowRule,
} from '@/lib/domain/metrics/time-steps';
import { readMarks, type StoredMark } from '../store/marks';
import { listOperationRows } from '../store/operations';
import { readSampleRows } from '../store/samples';
import { readTargets, type ScrapeTarget } from '../store/scrape-targets';
import type { Store } from '../store/store';
import { evaluatePanel, type MemberHistory } from './evaluate-panels';

const maximumOperations = 100;
const longestRange = retentionMilliseconds + 24 * 3_600_000;

/** What panels are asked for, as the API takes it. */
export type PanelsQuery = z.infer<typeof panelsQuerySchema>;

/** Where panels are read from. */
export type PanelsSource = {
  store: Store;
  cluster: string;
  intervalMilliseconds: number;
  /** Milliseconds since 1970. */
  now: number;
};

/**
 * Panels of a cluster over a range, per member, from the stored samples. Throws AppError
 * `invalid_input` for an unknown panel or a range that is none.
 */
export const readPanels = async (source: PanelsSource, query: PanelsQuery): Promise<Panels> => {
  const { store, cluster, now } = source;
  const panels = [...new Set(query.panels.split(','))].map(requirePanel);
  const { from, to } = checkRange(query, now);
  const steps = timeSteps({
    from,
    to,
    now,
    points: query.points,
    interval: source.intervalMilliseconds,
  });
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
    intervalSeconds: source.intervalMilliseconds / 1000,
    collectedFrom: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
    panels: panels.map((panel) => evaluatePanel(panel, shown, steps)),
    marks: await marksOf(store, { cluster, from, to }),
    scrapes: targets.filter(({ present }) => present).map(({ present, ...scrape }) => scrape),
  };
};

const requirePanel = (id: string): PanelDeclaration => {
  const panel = findPanel(id);
  if (panel === undefined) {
    throw new AppError('invalid_input', { detail: 'There is no panel of this id.' });
  }
  return panel;
};

/** A range that ends in the future, by a clock that is ahead, ends now. */
const checkRange = (query: PanelsQuery, now: number): { from: number; to: number } => {
  const from = Date.parse(query.from);
  const to = Math.min(Date.parse(query.to), now);
  if (from >= to) {
    throw new AppError('invalid_input', { detail: 'The range must begin before it ends.' });
  }
  if (to - from > longestRange) {
    throw new AppError('invalid_input', { detail: 'The range must not be longer than 31 days.' });
  }
  return { from, to };
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

type Span = { cluster: string; from: number; to: number };

/** What the scrapes saw happen, and what we did ourselves, in order of time. */
const marksOf = async (store: Store, span: Span): Promise<Mark[]> => {
  const seen = (await readMarks(store, span)).map(toMark);
  const operations = await operationMarks(store, span);
  return [...seen, ...operations].toSorted((left, right) => left.time.localeCompare(right.time));
};

const toMark = ({ time, kind, memberName }: StoredMark): Mark => ({
  time: new Date(time).toISOString(),
  kind,
  memberName,
  label: kind,
});

const operationMarks = async (store: Store, { cluster, from, to }: Span): Promise<Mark[]> => {
  const operations = await listOperationRows(store, {
    cluster,
    before: undefined,
    state: undefined,
    limit: maximumOperations,
  });
  return operations
    .filter(({ startedAt }) => Date.parse(startedAt) >= from && Date.parse(startedAt) <= to)
    .map(({ startedAt, kind, target }) => ({
      time: new Date(startedAt).toISOString(),
      kind: 'operation',
      memberName: target,
      label: kind,
    }));
};
