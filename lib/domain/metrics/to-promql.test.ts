import { describe, expect, it } from 'vitest';
import type { LineDeclaration } from './panel-declaration';
import { histogramPromql, linePromql, quotePromql } from './to-promql';

const target = { matchers: 'job="etcd"', memberLabel: 'instance', window: '30s' };
const of = { metric: 'm' };

const lines: [string, Pick<LineDeclaration, 'by' | 'scale' | 'expression'>, string][] = [
  ['gauge', { expression: { kind: 'gauge', of } }, 'sum by (instance) (m{job="etcd"})'],
  ['rate', { expression: { kind: 'rate', of } }, 'sum by (instance) (rate(m{job="etcd"}[30s]))'],
  [
    'increase by a label, of what has counted',
    { by: ['grpc_code'], expression: { kind: 'increase', of } },
    'sum by (instance, grpc_code) (increase(m{job="etcd"}[30s])) and ' +
      'max by (instance, grpc_code) (max_over_time(m{job="etcd"}[30s])) > 0',
  ],
  [
    'rate of some of the series',
    {
      expression: {
        kind: 'rate',
        of: { metric: 'm', matchers: [{ label: 'code', operator: '=~', value: 'A|"B"' }] },
      },
    },
    'sum by (instance) (rate(m{job="etcd",code=~"A|\\"B\\""}[30s]))',
  ],
  [
    'rate of a raft index',
    { expression: { kind: 'indexRate', of } },
    'sum by (instance) (rate(m{job="etcd"}[30s]) and resets(m{job="etcd"}[30s]) == 0' +
      ' and min_over_time(m{job="etcd"}[30s]) > 0)',
  ],
  [
    'quantile',
    { expression: { kind: 'quantile', quantile: 0.99, of } },
    'histogram_quantile(0.99, sum by (instance, le) (rate(m_bucket{job="etcd"}[30s])))',
  ],
  [
    'average',
    { expression: { kind: 'average', of } },
    'sum by (instance) (rate(m_sum{job="etcd"}[30s]))' +
      ' / sum by (instance) (rate(m_count{job="etcd"}[30s]))',
  ],
  [
    'behind',
    { expression: { kind: 'behind', of } },
    'clamp_min(scalar(max(sum by (instance) (m{job="etcd"})))' +
      ' - sum by (instance) (m{job="etcd"}), 0)',
  ],
  [
    'difference',
    {
      expression: {
        kind: 'difference',
        left: { kind: 'gauge', of },
        right: { kind: 'gauge', of: { metric: 'n' } },
      },
    },
    'clamp_min((sum by (instance) (m{job="etcd"})) - (sum by (instance) (n{job="etcd"})), 0)',
  ],
  [
    'ratio of a difference, by labels',
    {
      by: ['To', 'code'],
      expression: {
        kind: 'ratio',
        left: {
          kind: 'difference',
          left: { kind: 'gauge', of },
          right: { kind: 'gauge', of: { metric: 'n' } },
        },
        right: { kind: 'gauge', of },
      },
    },
    '(clamp_min((sum by (instance, To, code) (m{job="etcd"})) - (sum by (instance, To, code) (n{job="etcd"})), 0))' +
      ' / ((sum by (instance, To, code) (m{job="etcd"})) != 0)',
  ],
  ['age', { expression: { kind: 'age', of } }, 'time() - sum by (instance) (m{job="etcd"})'],
  [
    'one or the other, in another unit',
    {
      scale: 0.001,
      expression: {
        kind: 'or',
        left: { kind: 'gauge', of },
        right: { kind: 'gauge', of: { metric: 'n' } },
      },
    },
    '((sum by (instance) (m{job="etcd"})) or (sum by (instance) (n{job="etcd"}))) * 0.001',
  ],
];

describe('a line in PromQL', () => {
  it.each(lines)('%s', (_, line, expected) => {
    expect(linePromql(line, target)).toBe(expected);
  });

  it('needs no matchers', () => {
    const expression = { kind: 'gauge' as const, of };
    const bare = linePromql({ expression }, { ...target, matchers: '', memberLabel: 'pod' });
    expect(bare).toBe('sum by (pod) (m)');
  });
});

describe('the buckets of a histogram', () => {
  it.each([
    ['rate', undefined, 'sum by (instance, le) (rate(m_bucket{job="etcd"}[30s]))'],
    ['increase', ['To'], 'sum by (instance, To, le) (increase(m_bucket{job="etcd"}[30s]))'],
  ] as const)('%s by %s', (growth, by, expected) => {
    expect(histogramPromql({ of, by, growth }, target)).toBe(expected);
  });
});

it('quotes what would end a string', () => {
  expect(quotePromql('a"b\\c\nd')).toBe('"a\\"b\\\\c\\nd"');
});
