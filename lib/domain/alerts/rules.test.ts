import { describe, expect, it } from 'vitest';
import { notEvaluated } from './not-evaluated';
import { alertMetricNames, alertRules, expressionOf, findRule } from './rules';
import { memberOf } from './testing/replay-samples';
import { type Case, cases, contextOf, three } from './testing/rule-cases';

const evaluate = (id: string, testCase: Case) => {
  const context = contextOf(id, testCase);
  return (findRule(id)?.evaluate(context) ?? []).map(
    ({ memberId, value, labels }) =>
      `${[memberId ?? 'cluster', ...Object.values(labels)].join(' ')} ${value?.toPrecision(4) ?? 'none'}`,
  );
};

describe('the rules', () => {
  it.each(cases)('%s: %s', (id, _, testCase, expected) => {
    expect(evaluate(id, testCase)).toEqual(expected);
  });

  it('are all tested, and all different', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(alertRules.map(({ id }) => id)));
    expect(new Set(alertRules.map(({ id }) => id)).size).toBe(alertRules.length);
  });

  it('have their thresholds in their expressions, and read what is stored', () => {
    for (const rule of alertRules) {
      const numbers = rule.thresholds.map((_, index) => 1234.5 + index);
      const thresholds = Object.fromEntries(
        rule.thresholds.map(({ name }, index) => [name, numbers[index] ?? 0]),
      );
      const expression = expressionOf(rule, thresholds, 'job="etcd"');
      for (const number of numbers) {
        expect(expression).toContain(String(number));
      }
      for (const metric of rule.metrics) {
        expect(alertMetricNames).toContain(metric);
        expect(expression).toContain(`${metric}{job="etcd"`);
      }
      expect(expression).not.toContain('undefined');
    }
  });
});

describe('facts of the present', () => {
  it.each<[string, Case, [string | null, string, number | null][]]>([
    [
      'certificate-expiry-critical',
      { facts: { certificates: [{ memberId: 'a1', daysLeft: 90 }] } },
      [['a1', 'server', 90]],
    ],
    ['backup-too-old', { facts: { lastBackup: null } }, [[null, '', null]]],
    ['backup-too-old', {}, []],
    [
      'version-skew',
      { facts: { versions: [{ memberId: 'a1', version: '3.5.17' }] } },
      [['a1', '3.5.17', null]],
    ],
    [
      'clock-skew',
      { facts: { clockSkews: [{ memberId: 'a1', seconds: -0.5 }] } },
      [['a1', '', -0.5]],
    ],
  ])('%s shows them, whether it fires or not (%#)', (id, testCase, expected) => {
    const measured = findRule(id)?.measure?.(contextOf(id, testCase)) ?? [];
    expect(
      measured.map(({ memberId, labels, value }) => [
        memberId,
        Object.values(labels).join(),
        value,
      ]),
    ).toEqual(expected);
  });

  it('are there where no chart shows what a rule is about', () => {
    for (const { panel, measure } of alertRules) {
      expect(panel === null).toBe(measure !== undefined);
    }
  });
});

describe('rules over all members', () => {
  it('count members that Prometheus found as pods, or by another label, as one cluster', () => {
    for (const rule of alertRules) {
      const expression = expressionOf(rule, { members: 0 }, 'job="etcd"', 'node');
      expect(expression).not.toMatch(/without \(instance(?!, pod, node\))/);
    }
    const few = findRule('insufficient-members');
    expect(few && expressionOf(few, {}, 'job="etcd"')).toContain('without (instance, pod)');
  });
});

describe('a rule that cannot be told', () => {
  const reasonOf = (id: string, testCase: Case) => {
    const rule = findRule(id);
    return rule && notEvaluated(rule, contextOf(id, testCase));
  };

  it.each<[string, Case, string | null]>([
    [
      'grpc-requests-slow',
      { members: [memberOf('a1', { etcd_server_has_leader: () => 1 })] },
      'not-exposed',
    ],
    ['no-leader', { members: [memberOf('a1', { etcd_server_has_leader: () => 1 })] }, null],
    ['no-leader', { members: [{ ...memberOf('a1'), rows: [] }] }, 'not-known'],
    ['no-leader', { facts: { unreachable: true } }, 'not-known'],
    ['members-down', {}, 'not-known'],
    ['member-unreachable', { facts: { unreachable: true } }, null],
    ['backup-too-old', { members: three }, 'not-known'],
    ['backup-too-old', { facts: { lastBackup: null } }, null],
  ])('%s says why (%#)', (id, testCase, expected) => {
    expect(reasonOf(id, testCase)).toBe(expected);
  });
});
