import 'server-only';
import { type AlertRule, thresholdsOf } from '@/lib/domain/alerts/alert-rule';
import { alertRules, expressionOf } from '@/lib/domain/alerts/rules';
import type { ActiveSilence } from '@/lib/domain/alerts/silence-of';
import type { Alerts, Rule, RuleState } from '@/lib/domain/api/alerts';
import { type EditedRule, readActiveSilences, readEditedRules } from '../store/alert-settings';
import { store } from '../store/store';
import { clusterAlerts } from './alert-engines';
import type { AlertSource } from './alert-source';
import type { RuleStanding } from './cluster-alerts';
import { describeAlert } from './describe-alert';

const states: readonly RuleState[] = ['firing', 'pending', 'inactive'];
const severities: readonly Rule['severity'][] = ['critical', 'warning', 'info'];

type Known = {
  standing: RuleStanding | undefined;
  edited: EditedRule | undefined;
  silences: readonly ActiveSilence[];
  source: Pick<AlertSource, 'matchers' | 'memberLabel'>;
};

const describeRule = (rule: AlertRule, { standing, edited, silences, source }: Known): Rule => {
  const thresholds = thresholdsOf(rule, edited?.thresholds);
  const alerts = (standing?.live ?? []).map((alert) => describeAlert(alert, silences));
  const state = states.find((one) => alerts.some((alert) => alert.state === one)) ?? 'inactive';
  return {
    id: rule.id,
    alertName: rule.alertName,
    origin: rule.origin,
    severity: rule.severity,
    state,
    forSeconds: edited?.forSeconds ?? rule.forSeconds,
    defaultForSeconds: rule.forSeconds,
    thresholds: rule.thresholds.map((threshold) => ({
      ...threshold,
      value: thresholds[threshold.name] ?? threshold.default,
    })),
    expression: expressionOf(rule, thresholds, source.matchers, source.memberLabel),
    panel: rule.panel,
    enabled: edited?.enabled ?? true,
    notEvaluated: standing === undefined ? 'not-known' : standing.notEvaluated,
    alerts,
  };
};

const rankOf = ({ state, severity }: Rule): number =>
  states.indexOf(state) * severities.length + severities.indexOf(severity);

/** The rules of a cluster as they are set and as they stand, worst first. */
export const listRules = async (cluster: string): Promise<Alerts> => {
  const engine = clusterAlerts(cluster);
  const [standings, edited, silences] = await Promise.all([
    engine.standings(),
    readEditedRules(store(), cluster),
    readActiveSilences(store(), cluster, Date.now()),
  ]);
  const { source } = engine;
  const rules = alertRules.map((rule) =>
    describeRule(rule, {
      standing: standings.get(rule.id),
      edited: edited.get(rule.id),
      silences,
      source,
    }),
  );
  const { evaluatedAt } = engine;
  return {
    rules: rules.toSorted((left, right) => rankOf(left) - rankOf(right)),
    source: source.kind,
    evaluatedAt: evaluatedAt === undefined ? null : new Date(evaluatedAt).toISOString(),
  };
};
