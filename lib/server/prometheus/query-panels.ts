import 'server-only';
import type { Panel, Series } from '@/lib/domain/api/metrics';
import { greatestParts } from '@/lib/domain/metrics/greatest-parts';
import type { LineDeclaration, PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { type TimeSteps, timeSteps } from '@/lib/domain/metrics/time-steps';
import { selectorPromql } from '@/lib/domain/metrics/to-promql';
import type { PrometheusConfig } from '../config/prometheus-config';
import { createMemberMatcher, type NamedMember } from './match-members';
import type { PrometheusSeries } from './parse-answer';
import type { PrometheusClient } from './prometheus-client';
import { type LineQuestion, queryLine } from './query-line';
import { scrapeIntervalOf } from './scrape-interval';

/** Every member exposes it always, so its samples tell who is scraped and how often. */
const alwaysExposed = { metric: 'etcd_server_has_leader' };
const lookback = '10m';

/** As many samples as Grafana's `$__rate_interval` spans, so that a missed scrape is no gap. */
const samplesInWindow = 4;

/** A cluster in Prometheus. */
export type PrometheusSource = {
  client: PrometheusClient;
  config: Pick<PrometheusConfig, 'matchers' | 'memberLabel'>;
  members: readonly NamedMember[];
};

/** What to ask; times in milliseconds since 1970. */
export type PanelsRequest = {
  panels: readonly PanelDeclaration[];
  from: number;
  to: number;
  points: number;
  signal?: AbortSignal | undefined;
};

/** Panels as Prometheus answers them, in the shape of our own. */
export type PrometheusPanels = {
  panels: Panel[];
  /** Seconds between two scrapes of Prometheus. */
  intervalSeconds: number;
  /** The first time that has a value, milliseconds since 1970; null where none has. */
  collectedFrom: number | null;
};

/** The raw samples that tell who is scraped and how often, around the end of a range. */
export const askScrapes = (
  { client, config }: PrometheusSource,
  time: number,
  signal?: AbortSignal,
): Promise<PrometheusSeries[]> =>
  client.instant(`${selectorPromql(alwaysExposed, config.matchers)}[${lookback}]`, time, signal);

/** How much time growth is taken over, in milliseconds: a multiple of the step. */
export const windowOf = (step: number, interval: number, minimumWindowSeconds = 0): number => {
  const least = Math.max(step, samplesInWindow * interval, minimumWindowSeconds * 1000);
  return Math.ceil(least / step) * step;
};

/**
 * Panels over a range from Prometheus: every line per member, at the times our own samples would
 * be shown at. The first question that fails ends the others. Throws AppError `prometheus_…`.
 */
export const queryPanels = async (
  source: PrometheusSource,
  { panels, from, to, points, signal }: PanelsRequest,
): Promise<PrometheusPanels> => {
  const scrapes = await askScrapes(source, to, signal);
  const interval = scrapeIntervalOf(scrapes);
  // Prometheus keeps what it has at full resolution, so no part of the range is an old one.
  const steps = timeSteps({ from, to, now: from, points, interval });
  const abort = new AbortController();
  const question = {
    client: source.client,
    steps,
    ownerOf: createMemberMatcher(source.members),
    signal: signal === undefined ? abort.signal : AbortSignal.any([signal, abort.signal]),
    atEnd: new Map(),
  };
  const scraped = scrapes.map(({ labels }) =>
    question.ownerOf(labels[source.config.memberLabel] ?? ''),
  );
  const answered = panels.map(async (panel) => {
    const window = windowOf(steps.step, interval, panel.minimumWindowSeconds);
    const target = { ...source.config, window: `${window / 1000}s` };
    const series = await Promise.all(
      panel.lines.map((line) => queryLine(line, { ...question, target })),
    );
    return panelOf(panel, series, { steps, members: source.members, scraped });
  });
  try {
    const shown = await Promise.all(answered);
    return {
      panels: shown,
      intervalSeconds: interval / 1000,
      collectedFrom: firstTime(shown),
    };
  } catch (error) {
    abort.abort();
    await Promise.allSettled(answered);
    throw error;
  }
};

type Known = {
  steps: TimeSteps;
  members: readonly NamedMember[];
  scraped: readonly ReturnType<LineQuestion['ownerOf']>[];
};

const panelOf = (
  panel: PanelDeclaration,
  lines: readonly Series[][],
  { steps, members, scraped }: Known,
): Panel => {
  const seen = new Set(lines.flat().map(({ memberId }) => memberId));
  return {
    id: panel.id,
    group: panel.group,
    unit: panel.unit,
    guide: panel.guide ?? null,
    series: panel.lines.flatMap((line, index) =>
      line.by === undefined
        ? withEveryone(line, lines[index] ?? [], members, steps)
        : greatestParts(lines[index] ?? [], panel.unit),
    ),
    notExposed: scraped
      .filter(({ memberId }) => !seen.has(memberId))
      .map(({ memberName }) => ({ memberName, reason: panel.absence ?? 'unknown' })),
  };
};

/** The series of a line in the order of the members, those without an answer as a gap. */
const withEveryone = (
  line: LineDeclaration,
  series: readonly Series[],
  members: readonly NamedMember[],
  steps: TimeSteps,
): Series[] => {
  const known = members.map(({ memberId, memberName }): Series => {
    const found = series.find((one) => one.memberId === memberId);
    const points = steps.times.map((time): [number, null] => [time, null]);
    return found ?? { memberId, memberName, part: line.part, points, latest: null };
  });
  const ids = new Set(members.map(({ memberId }) => memberId));
  return [...known, ...series.filter(({ memberId }) => !ids.has(memberId))];
};

const firstTime = (panels: readonly Panel[]): number | null => {
  const times = panels.flatMap(({ series }) =>
    series.map(({ points }) => points.find(([, value]) => value !== null)?.[0] ?? Infinity),
  );
  const first = Math.min(...times);
  return Number.isFinite(first) ? first : null;
};
