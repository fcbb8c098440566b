import 'server-only';
import { type AlertRule, type RuleContext, thresholdsOf } from '@/lib/domain/alerts/alert-rule';
import { alertRules } from '@/lib/domain/alerts/rules';
import { type ActiveRule, prometheusRule } from '@/lib/domain/monitoring/rule-groups';
import { expandTemplate } from './expand-template';
import type { RuleScenario, ScenarioSeries } from './rule-scenarios';

const members = ['10.0.0.1:2379', '10.0.0.2:2379', '10.0.0.3:2379'];
const minuteMilliseconds = 60_000;
const lastMinute = 80;
const checkedEveryMinutes = 5;

/** What the rules are exported for; the scenarios have this job. */
export const exported = {
  cluster: 'test',
  job: 'etcd',
  matchers: 'job="etcd"',
  memberLabel: 'instance',
};

const isUp = ({ up }: RuleScenario, member: number, minute: number): boolean =>
  up?.(member, minute) ?? true;

const minutes = Array.from({ length: lastMinute + 1 }, (_, minute) => minute);

const seriesText = (name: string, labels: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(',')}}`;
};

const inputSeries = (scenario: RuleScenario): object[] =>
  members.flatMap((instance, member) => {
    const own = { job: exported.job, instance };
    const shown = scenario.series?.(member) ?? [];
    return [
      {
        series: seriesText('up', own),
        values: minutes.map((minute) => Number(isUp(scenario, member, minute))).join(' '),
      },
      ...shown.map(({ name, labels, value }) => ({
        series: seriesText(name, { ...own, ...labels }),
        values: minutes
          .map((minute) => (isUp(scenario, member, minute) ? value(minute) : 'stale'))
          .join(' '),
      })),
    ];
  });

const contextAt = (rule: AlertRule, scenario: RuleScenario, at: number): RuleContext => ({
  at: at * minuteMilliseconds,
  thresholds: thresholdsOf(rule),
  facts: {
    certificates: undefined,
    lastBackup: undefined,
    clockSkews: undefined,
    unreachable: false,
  },
  members: members.map((instance, member) => {
    const shown: ScenarioSeries[] = scenario.series?.(member) ?? [];
    const layout = shown.map(({ name, labels }) => ({ name, labels }));
    return {
      memberId: instance,
      memberName: instance,
      up: isUp(scenario, member, at),
      rows: minutes
        .filter((minute) => minute <= at && isUp(scenario, member, minute))
        .map((minute) => ({
          time: minute * minuteMilliseconds,
          started: 1,
          layout,
          values: Float64Array.from(shown, ({ value }) => value(minute)),
        })),
    };
  }),
});

type Firing = { minute: number; labels: Record<string, string>; value: number | null };

/** When a rule of ours fires and with which labels Prometheus would give it. */
const firingOf = (rule: AlertRule, scenario: RuleScenario): Firing[] => {
  const since = new Map<string, number>();
  const firing: Firing[] = [];
  for (const minute of minutes) {
    const alerts = rule
      .evaluate(contextAt(rule, scenario, minute))
      .map(({ memberId, labels, value }) => ({
        labels: {
          job: exported.job,
          ...(memberId === null ? {} : { instance: memberId }),
          ...labels,
        },
        value,
      }));
    const keys = new Set(alerts.map(({ labels }) => JSON.stringify(labels)));
    for (const key of since.keys()) {
      if (!keys.has(key)) {
        since.delete(key);
      }
    }
    for (const { labels, value } of alerts) {
      const key = JSON.stringify(labels);
      const begun = since.get(key) ?? minute;
      since.set(key, begun);
      if ((minute - begun) * 60 >= rule.forSeconds) {
        firing.push({ minute, labels, value });
      }
    }
  }
  return firing;
};

const alertTests = (
  alertName: string,
  scenario: RuleScenario,
  rules: readonly ActiveRule[],
): object[] => {
  const expected = rules
    .filter(({ rule }) => rule.alertName === alertName)
    .map((active) => ({
      written: prometheusRule(active, exported),
      firing: firingOf(active.rule, scenario),
    }));
  return minutes
    .filter((minute) => minute % checkedEveryMinutes === 0)
    .map((minute) => ({
      alertname: alertName,
      eval_time: `${minute}m`,
      exp_alerts: expected.flatMap(({ written, firing }) =>
        firing
          .filter((one) => one.minute === minute)
          .map((alert) => ({
            exp_labels: { ...alert.labels, ...written?.labels },
            exp_annotations: Object.fromEntries(
              Object.entries(written?.annotations ?? {}).map(([name, template]) => [
                name,
                expandTemplate(template, alert),
              ]),
            ),
          })),
      ),
    }));
};

/** The ids of the rules of a scenario that fire in it at some time, as we evaluate them. */
export const rulesThatFire = (scenario: RuleScenario): string[] =>
  alertRules
    .filter(({ id }) => scenario.rules.includes(id))
    .filter((rule) => firingOf(rule, scenario).length > 0)
    .map(({ id }) => id);

/** A file for `promtool test rules` that expects of Prometheus what `evaluate` gives. */
export const promtoolTests = (
  rulesFile: string,
  scenarios: readonly RuleScenario[],
  rules: readonly ActiveRule[],
): object => ({
  rule_files: [rulesFile],
  evaluation_interval: '1m',
  tests: scenarios.map((scenario) => {
    const named = alertRules.filter(({ id }) => scenario.rules.includes(id));
    const alertNames = new Set(named.map(({ alertName }) => alertName));
    return {
      name: scenario.name,
      interval: '1m',
      input_series: inputSeries(scenario),
      alert_rule_test: [...alertNames].flatMap((alertName) =>
        alertTests(alertName, scenario, rules),
      ),
    };
  }),
});
