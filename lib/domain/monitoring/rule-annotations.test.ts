import { expect, it } from 'vitest';
import type { AlertRule } from '../alerts/alert-rule';
import { alertRules } from '../alerts/rules';
import { type AnnotationParts, ruleAnnotations } from './rule-annotations';

const partsOf = (rule: AlertRule): AnnotationParts[] => {
  const told: AnnotationParts[] = [];
  const explain = (parts: AnnotationParts): string => {
    told.push(parts);
    return parts.action;
  };
  ruleAnnotations(
    rule,
    { summary: 'It is bad.', action: 'Mend it.', explain },
    { cluster: 'production', memberLabel: 'node' },
  );
  return told;
};

const exported = alertRules.filter(({ promql }) => promql !== undefined);

it.each(exported.map((rule) => [rule.id, rule] as const))('%s tells where it is', (_, rule) => {
  const [parts] = partsOf(rule);
  const expression = rule.promql?.({}, 'job="etcd"', 'node') ?? '';
  const isOfCluster = expression.includes('without (instance, pod, node)');
  expect(parts?.place === 'cluster').toBe(isOfCluster);
  expect(parts?.member).toBe('{{ $labels.node }}');
  // What can only be zero is not told.
  expect(parts?.measured).toBe(/ == 0$/.test(expression) ? 'no' : 'yes');
});

it.each([
  ['high-fsync-durations-critical', '{{ $value | humanizeDuration }}'],
  ['quota-use-85', '{{ printf "%.4g" $value }}%'],
  ['excessive-database-growth', '{{ $value | humanize1024 }}B'],
  ['database-high-fragmentation-ratio', '{{ $value | humanizePercentage }}'],
  ['high-number-of-failed-proposals', '{{ printf "%.4g" $value }}/s'],
  ['no-leader', ''],
])('%s writes its value as %s', (id, value) => {
  const told = exported.filter((rule) => rule.id === id).flatMap(partsOf);
  expect(told).toEqual([expect.objectContaining({ value })]);
});
