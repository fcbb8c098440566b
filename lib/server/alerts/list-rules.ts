import 'server-only';
import { type AlertRule, thresholdsOf } from '@/lib/domain/alerts/alert-rule';
import { alertRules, expressionOf } from '@/lib/domain/alerts/rules';
import { valueUnitOf } from '@/lib/domain/alerts/value-unit';
import type { Alerts, Rule, RuleState } from '@/lib/domain/api/alerts';
import { type EditedRule, readActiveSilences, readEditedRules } from '../store/alert-settings';
import { store } from '../store/store';
import { clusterAlerts } from './alert-engines';
import type { AlertSource } from './alert-source';
import type { RuleStanding } from './cluster-alerts';
import { describeAlert, type Quiet } from './describe-alert';
import { firingAlerts } from './running-alerts';

const states: readonly RuleState[] = ['firing', 'pending', 'inactive'];
const severities: readonly Rule['severity'][] = ['critical', 'warning', 'info'];

type Known = {
  standing: RuleStanding | undefined;
  edited: EditedRule | undefined;
  quiet: Quiet;
  memberNames: ReadonlyMap<string, string>;
  source: Pick<AlertSource, 'matchers' | 'memberLabel'>;
};

const hourSeconds = 3600;

const timeOf = (time: number): string => new Date(time).toISOString();

const describeRule = (
  rule: AlertRule,
  { standing, edited, quiet, memberNames, source }: Known,
): Rule => {
  const thresholds = thresholdsOf(rule, edited?.thresholds);
  const alerts = (standing?.live ?? []).map((alert) => describeAlert(alert, quiet));
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
    valueUnit: valueUnitOf(rule) ?? null,
    windowSeconds: rule.windowSeconds ?? hourSeconds,
    measured: (standing?.measured ?? []).map(({ memberId, labels, value }) => ({
      memberName: memberId === null ? null : (memberNames.get(memberId) ?? memberId),
      labels: { ...labels },
      value,
    })),
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
  const [standings, edited, silences, firing] = await Promise.all([
    engine.standings(),
    readEditedRules(store(), cluster),
    readActiveSilences(store(), cluster, Date.now()),
    firingAlerts(cluster),
  ]);
  const { source } = engine;
  const rules = alertRules.map((rule) =>
    describeRule(rule, {
      standing: standings.get(rule.id),
      edited: edited.get(rule.id),
      quiet: { silences, firing },
      memberNames: engine.memberNames,
      source,
    }),
  );
  const { evaluatedAt, standIn } = engine;
  return {
    rules: rules.toSorted((left, right) => rankOf(left) - rankOf(right)),
    source: source.kind,
    standIn: standIn === undefined ? null : { ...standIn, since: timeOf(standIn.since) },
    evaluatedAt: evaluatedAt === undefined ? null : timeOf(evaluatedAt),
  };
};
