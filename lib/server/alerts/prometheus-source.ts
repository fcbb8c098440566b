import 'server-only';
import type { AlertRule, RuleAlert, RuleContext } from '@/lib/domain/alerts/alert-rule';
import { notEvaluated } from '@/lib/domain/alerts/not-evaluated';
import { alertMetricNames } from '@/lib/domain/alerts/rules';
import type { PrometheusConfig } from '../config/prometheus-config';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { logger } from '../http/logger';
import { createMemberMatcher } from '../prometheus/match-members';
import type { PrometheusSeries } from '../prometheus/parse-answer';
import { prometheusSourceOf } from '../prometheus/prometheus-source';
import type { PrometheusSource } from '../prometheus/query-panels';
import type { AlertSource, Evaluation } from './alert-source';
import type { EmbeddedOptions } from './embedded-source';

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

const namesWithData = async (
  { client, config }: PrometheusSource,
  at: number,
): Promise<ReadonlySet<string>> => {
  const names = [...alertMetricNames, 'up'].join('|');
  const expression = `count by (__name__) ({__name__=~"${names}", ${config.matchers}})`;
  const series = await client.instant(expression, at);
  return new Set(series.map(({ labels }) => labels.__name__ ?? ''));
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

type Round = { source: PrometheusSource; exposed: ReadonlySet<string> };

const ask = async (
  rule: AlertRule,
  { at, thresholds }: RuleContext,
  { source, exposed }: Round,
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

/**
 * Evaluates rules by asking the Prometheus of a cluster for each expression; what no metric tells
 * is evaluated here. Where Prometheus does not answer the rule is not evaluated.
 */
export const prometheusSource = (
  connection: ClusterConnection,
  config: PrometheusConfig,
  { store, cluster, readFacts }: EmbeddedOptions,
): AlertSource => {
  let round: Round | undefined;
  const begin = async (at: number): Promise<Round | undefined> => {
    const source = await prometheusSourceOf(connection, store);
    return source && { source, exposed: await namesWithData(source, at) };
  };
  return {
    kind: 'prometheus',
    matchers: config.matchers,
    memberLabel: config.memberLabel,
    gather: async (at) => {
      const facts = await readFacts();
      round = await begin(at).catch((error: unknown) => {
        logger().warn({ cluster, err: error }, 'Prometheus was not asked for alerts');
        return undefined;
      });
      const members = (round?.source.members ?? []).map(({ memberId, memberName }) => ({
        memberId,
        memberName,
        up: true,
        rows: [],
      }));
      return { at, members, facts };
    },
    evaluate: async (rule, context) => {
      if (rule.promql === undefined) {
        const reason = notEvaluated(rule, context);
        return { alerts: reason === null ? rule.evaluate(context) : [], notEvaluated: reason };
      }
      const failed: Evaluation = { alerts: [], notEvaluated: 'source-failed' };
      return round === undefined ? failed : ask(rule, context, round).catch(() => failed);
    },
  };
};
