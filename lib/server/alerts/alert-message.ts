import 'server-only';
import { findRule } from '@/lib/domain/alerts/rules';
import type { Severity } from '@/lib/domain/api/alerts';
import { configuration } from '../config/load-configuration';
import type { StoredAlert } from '../store/alerts';

/** What a receiver is told of an alert. */
export type AlertMessage = {
  kind: 'firing' | 'resolved';
  severity: Severity;
  /** What tells the alert from every other one, as in Prometheus. */
  labels: Record<string, string>;
  annotations: Record<string, string>;
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

/** Words and labels of an alert, as it began or as it ended. */
export const alertMessage = (alert: StoredAlert, kind: AlertMessage['kind']): AlertMessage => {
  const rule = findRule(alert.rule);
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
      ...(alert.value === null ? {} : { value: String(alert.value) }),
    },
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
  startsAt: now,
  endsAt: null,
  url: undefined,
});
