import type { AlertRule, Thresholds } from './alert-rule';
import { databaseRules } from './database-rules';
import { latencyRules } from './latency-rules';
import { leaderRules } from './leader-rules';
import { memberRules } from './member-rules';
import { ownRules } from './own-rules';
import { requestRules } from './request-rules';

/**
 * Every rule: those of etcd's mixin (contrib/mixin/alerts/alerts.libsonnet) with its expressions
 * and times, and our own.
 */
export const alertRules: readonly AlertRule[] = [
  ...memberRules,
  ...leaderRules,
  ...requestRules,
  ...latencyRules,
  ...databaseRules,
  ...ownRules,
];

/** The series the rules are evaluated over: they have to be stored. */
export const alertMetricNames: ReadonlySet<string> = new Set(
  alertRules.flatMap(({ metrics }) => metrics),
);

/** The rule of an id, or undefined. */
export const findRule = (id: string): AlertRule | undefined =>
  alertRules.find((rule) => rule.id === id);

/** The condition as people read it: PromQL, or words where no metric tells it. */
export const expressionOf = (
  rule: AlertRule,
  thresholds: Thresholds,
  matchers: string,
  memberLabel?: string,
): string => rule.promql?.(thresholds, matchers, memberLabel) ?? rule.condition?.(thresholds) ?? '';
