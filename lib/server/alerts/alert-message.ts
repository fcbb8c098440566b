import 'server-only';
import type { AlertRule, Thresholds } from '@/lib/domain/alerts/alert-rule';
import { formatMeasure } from '@/lib/domain/alerts/format-measure';
import { findRule } from '@/lib/domain/alerts/rules';
import { valueUnitOf } from '@/lib/domain/alerts/value-unit';
import type { Severity, Threshold } from '@/lib/domain/api/alerts';
import { configuration } from '../config/load-configuration';
import type { StoredAlert } from '../store/alerts';

/** A number with its unit. */
export type Measure = { value: number; unit: Threshold['unit'] };

/** What a receiver is told of an alert. */
export type AlertMessage = {
  kind: 'firing' | 'resolved';
  severity: Severity;
  /** What tells the alert from every other one, as in Prometheus. */
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** What it measured and what its rule compares with, for receivers of another language. */
  measured: Measure | undefined;
  limit: Measure | undefined;
  /** Milliseconds since 1970. */
  startsAt: number;
  endsAt: number | null;
  /** The page of the rule; undefined where our own address is not configured. */
  url: string | undefined;
};

const pageOf = (cluster: string, rule: string): string | undefined => {
  const { publicOrigins, basePath } = configuration();
  const [origin] = publicOrigins;
  return origin && `${origin}${basePath}/clusters/${cluster}/alerts/${rule}`;
};

const measuredOf = (rule: AlertRule, value: number | null): Measure | undefined => {
  const unit = valueUnitOf(rule);
  return value === null || unit === undefined ? undefined : { value, unit };
};

const limitOf = (rule: AlertRule, edited: Thresholds | undefined): Measure | undefined => {
  const [threshold] = rule.thresholds;
  return (
    threshold && {
      value: edited?.[threshold.name] ?? threshold.default,
      unit: threshold.unit,
    }
  );
};

const annotation = (name: string, measure: Measure | undefined): Record<string, string> =>
  measure === undefined ? {} : { [name]: formatMeasure(measure.value, measure.unit) };

/**
 * Words and labels of an alert, as it began or as it ended; its value and the threshold, which may
 * be an edited one, with their units.
 */
export const alertMessage = (
  alert: StoredAlert,
  kind: AlertMessage['kind'],
  edited?: Thresholds,
): AlertMessage => {
  const rule = findRule(alert.rule);
  const measured = rule && measuredOf(rule, alert.value);
  const limit = rule && limitOf(rule, edited);
  const { summary, action } = rule?.words ?? { summary: alert.rule, action: '' };
  return {
    kind,
    severity: alert.severity,
    labels: {
      ...alert.labels,
      alertname: rule?.alertName ?? alert.rule,
      rule: alert.rule,
      cluster: alert.cluster,
      severity: alert.severity,
      ...(alert.memberName === null ? {} : { member: alert.memberName }),
    },
    annotations: {
      summary,
      description: action,
      ...annotation('value', measured),
      ...annotation('threshold', limit),
    },
    measured,
    limit,
    startsAt: alert.firedAt ?? alert.activeAt,
    endsAt: kind === 'resolved' ? alert.endedAt : null,
    url: pageOf(alert.cluster, alert.rule),
  };
};

/** What stands for the rule in a message that is of none. */
export const testRule = 'test';

/** A message that says nothing but that messages arrive. */
export const testMessage = (cluster: string, now: number): AlertMessage => ({
  kind: 'firing',
  severity: 'info',
  labels: { alertname: 'etcdscopeTest', rule: testRule, cluster, severity: 'info' },
  annotations: {
    summary: 'A test message of etcdscope: alerts of this cluster arrive here.',
    description: 'Nothing has to be done.',
  },
  measured: undefined,
  limit: undefined,
  startsAt: now,
  endsAt: null,
  url: undefined,
});
