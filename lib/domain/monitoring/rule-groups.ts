import { type AlertRule, type Thresholds, thresholdsOf } from '../alerts/alert-rule';
import type { MonitoringTarget } from './monitoring-target';
import { metadataOf, type Placement } from './placement';
import { type RuleWords, ruleAnnotations } from './rule-annotations';

/** A rule as it is set for a cluster, with what it says in the language of its reader. */
export type ActiveRule = {
  rule: AlertRule;
  forSeconds: number;
  edited: Thresholds;
  words: RuleWords;
};

/** `groups` of a rules file of Prometheus. */
export type RuleGroups = { groups: { name: string; rules: PrometheusRule[] }[] };

/** One alerting rule of Prometheus. */
export type PrometheusRule = {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
};

/** Seconds as Prometheus writes a duration, in the greatest unit that fits. */
const durationText = (seconds: number): string => {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const;
  const fitting = units.find(([, size]) => seconds >= size && seconds % size === 0);
  return fitting === undefined ? `${seconds}s` : `${seconds / fitting[1]}${fitting[0]}`;
};

/** A rule as Prometheus evaluates it; undefined where no metric of etcd's tells its condition. */
export const prometheusRule = (
  { rule, forSeconds, edited, words }: ActiveRule,
  {
    cluster,
    matchers,
    memberLabel,
  }: Pick<MonitoringTarget, 'cluster' | 'matchers' | 'memberLabel'>,
): PrometheusRule | undefined => {
  const expr = rule.promql?.(thresholdsOf(rule, edited), matchers, memberLabel);
  return expr === undefined
    ? undefined
    : {
        alert: rule.alertName,
        expr,
        ...(forSeconds === 0 ? {} : { for: durationText(forSeconds) }),
        labels: { severity: rule.severity, cluster },
        annotations: ruleAnnotations(rule, words, { cluster, memberLabel }),
      };
};

/** The active rules as a rules file of Prometheus. */
export const ruleGroups = (
  rules: readonly ActiveRule[],
  target: Pick<MonitoringTarget, 'cluster' | 'job' | 'matchers' | 'memberLabel'>,
): RuleGroups => ({
  groups: [
    {
      name: target.job,
      rules: rules.flatMap((rule) => prometheusRule(rule, target) ?? []),
    },
  ],
});

/** The same rules as an object of the Prometheus operator. */
export const prometheusRuleObject = (
  groups: RuleGroups,
  { job }: Pick<MonitoringTarget, 'job'>,
  placement: Placement,
): object => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: metadataOf(job, placement, { role: 'alert-rules' }),
  spec: groups,
});
