import 'server-only';
import type { AlertRule, RuleContext } from '@/lib/domain/alerts/alert-rule';
import { isAppError } from '@/lib/domain/errors';
import type { PrometheusConfig } from '../config/prometheus-config';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { logger } from '../http/logger';
import { prometheusSourceOf } from '../prometheus/prometheus-source';
import type { AlertSource, Evaluation, Situation, SourceFailure } from './alert-source';
import { type EmbeddedOptions, embeddedSource, evaluateHere } from './embedded-source';
import { askPrometheus, beginRound, type PrometheusRound } from './prometheus-round';

/** Why Prometheus could not be asked. Throws what is not about it, such as a store that fails. */
const failureOf = (error: unknown): SourceFailure => {
  if (!isAppError(error) || !error.code.startsWith('prometheus_')) {
    throw error;
  }
  const { code, parameters } = error;
  return { code, parameters };
};

/** A rule over our own samples in the place of Prometheus; what they cannot tell it did not tell. */
const standInFor = (rule: AlertRule, context: RuleContext, failure: SourceFailure): Evaluation => {
  const { alerts, notEvaluated } = evaluateHere(rule, context);
  return {
    alerts,
    notEvaluated: notEvaluated === 'not-known' ? 'source-failed' : notEvaluated,
    standIn: { failure, members: new Set(context.members.map(({ memberId }) => memberId)) },
  };
};

/** Our own samples, read only in rounds that need them and kept only while rounds do. */
const createReserve = (options: EmbeddedOptions) => {
  let source: AlertSource | undefined;
  let read: Promise<Situation> | undefined;
  return {
    beginRound: (): void => {
      source = read === undefined ? undefined : source;
      read = undefined;
    },
    gather: (at: number): Promise<Situation> => {
      source ??= embeddedSource(options);
      read ??= source.gather(at);
      return read;
    },
  };
};

/**
 * Evaluates rules by asking the Prometheus of a cluster for each expression; what no metric tells
 * is evaluated here. Where Prometheus cannot be asked, our own samples stand in for it.
 */
export const prometheusSource = (
  connection: ClusterConnection,
  config: PrometheusConfig,
  options: EmbeddedOptions,
): AlertSource => {
  const { store, cluster, readFacts } = options;
  const reserve = createReserve(options);
  const { host } = new URL(config.url);
  let round: PrometheusRound | undefined;
  let failure: SourceFailure | undefined;
  let failedAt: number | undefined;
  const begin = async (at: number): Promise<void> => {
    try {
      const source = await prometheusSourceOf(connection, store);
      round = source && (await beginRound(source, { at, failedAt, host }));
      failure = undefined;
      failedAt = undefined;
    } catch (error) {
      failure = failureOf(error);
      if (failedAt === undefined) {
        logger().warn({ cluster, err: error }, 'Prometheus cannot be asked for alerts');
      }
      round = undefined;
      failedAt = at;
    }
  };
  return {
    kind: 'prometheus',
    matchers: config.matchers,
    memberLabel: config.memberLabel,
    gather: async (at) => {
      reserve.beginRound();
      await begin(at);
      if (round === undefined) {
        return reserve.gather(at);
      }
      const members = round.source.members.map(({ memberId, memberName }) => ({
        memberId,
        memberName,
        up: true,
        rows: [],
      }));
      return { at, members, facts: await readFacts() };
    },
    evaluate: async (rule, context) => {
      if (rule.promql === undefined) {
        return evaluateHere(rule, context);
      }
      if (failure !== undefined || round === undefined) {
        return failure === undefined
          ? evaluateHere(rule, context)
          : standInFor(rule, context, failure);
      }
      try {
        return await askPrometheus(rule, context, round);
      } catch (error) {
        const why = failureOf(error);
        const situation = await reserve.gather(context.at);
        return standInFor(rule, { ...situation, thresholds: context.thresholds }, why);
      }
    },
  };
};
