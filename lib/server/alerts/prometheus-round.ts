import 'server-only';
import type { AlertRule, RuleAlert, RuleContext } from '@/lib/domain/alerts/alert-rule';
import { alertMetricNames } from '@/lib/domain/alerts/rules';
import { AppError } from '@/lib/domain/errors';
import { createMemberMatcher } from '../prometheus/match-members';
import type { PrometheusSeries } from '../prometheus/parse-answer';
import type { PrometheusSource } from '../prometheus/query-panels';
import type { Evaluation } from './alert-source';

const mostAlerts = 200;

/** Labels that say who a series is of, and not what else tells alerts apart. */
const identityLabels = new Set([
  '__name__',
  'job',
  'endpoint',
  'namespace',
  'service',
  'container',
]);

/** The Prometheus of a cluster with the metrics it has of it at a time. */
export type PrometheusRound = { source: PrometheusSource; exposed: ReadonlySet<string> };

const namesWithData = async (
  { client, config }: PrometheusSource,
  at: number,
): Promise<ReadonlySet<string>> => {
  const names = [...alertMetricNames, 'up'].join('|');
  const expression = `count by (__name__) ({__name__=~"${names}", ${config.matchers}})`;
  const series = await client.instant(expression, at);
  return new Set(series.map(({ labels }) => labels.__name__ ?? ''));
};

/**
 * Whether every member was scraped since a time, and often enough for rates: right after an outage
 * Prometheus answers with what it knew before, or with nothing.
 */
const isSettled = async (
  { source: { client, config }, exposed }: PrometheusRound,
  { at, since }: { at: number; since: number },
): Promise<boolean> => {
  const selected = `${exposed.has('up') ? 'up' : 'etcd_server_has_leader'}{${config.matchers}}`;
  const expression = `min(timestamp(${selected})) and min(count_over_time(${selected}[5m])) > 1`;
  const [oldest] = await client.instant(expression, at);
  return (oldest?.points.at(-1)?.[1] ?? 0) * 1000 > since;
};

/**
 * Begins to ask Prometheus for a round. After one that failed at `failedAt` it is asked again once
 * it has scraped since. Throws AppError `prometheus_…` where it cannot be asked.
 */
export const beginRound = async (
  source: PrometheusSource,
  { at, failedAt, host }: { at: number; failedAt: number | undefined; host: string },
): Promise<PrometheusRound> => {
  const round = { source, exposed: await namesWithData(source, at) };
  const isThere =
    round.exposed.size > 0 &&
    (failedAt === undefined || (await isSettled(round, { at, since: failedAt })));
  if (isThere) {
    return round;
  }
  const { matchers } = source.config;
  throw new AppError('prometheus_no_samples', {
    detail: `Prometheus at ${host} has no current samples that match ${matchers}; check that it scrapes the cluster.`,
    parameters: { host, matchers },
  });
};

/** Which member a series is of, and what its alert is; a series of no member is the cluster's. */
const toAlert = (
  { labels, points }: PrometheusSeries,
  memberLabel: string,
  ownerOf: (value: string) => { memberId: string },
): RuleAlert => {
  const member = labels[memberLabel];
  const others = Object.entries(labels).filter(
    ([name]) => name !== memberLabel && !identityLabels.has(name),
  );
  return {
    memberId: member === undefined ? null : ownerOf(member).memberId,
    labels: member === undefined ? {} : Object.fromEntries(others),
    value: points.at(-1)?.[1] ?? null,
  };
};

/** Asks Prometheus for the expression of a rule. Throws AppError `prometheus_…`. */
export const askPrometheus = async (
  rule: AlertRule,
  { at, thresholds }: RuleContext,
  { source, exposed }: PrometheusRound,
): Promise<Evaluation> => {
  const { client, config, members } = source;
  const needed = rule.metrics.length === 0 ? ['up'] : rule.metrics;
  if (needed.some((metric) => !exposed.has(metric))) {
    return { alerts: [], notEvaluated: 'not-exposed' };
  }
  const expression = rule.promql?.(thresholds, config.matchers, config.memberLabel) ?? '';
  const ownerOf = createMemberMatcher(members);
  const series = await client.instant(expression, at);
  const alerts = series
    .slice(0, mostAlerts)
    .map((one) => toAlert(one, config.memberLabel, ownerOf));
  return { alerts, notEvaluated: null };
};
