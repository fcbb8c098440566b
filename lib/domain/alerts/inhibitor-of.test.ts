import { expect, it } from 'vitest';
import { type FiringAlert, inhibitorOf } from './inhibitor-of';
import { alertRules, findRule } from './rules';

const alert = (
  rule: string,
  memberId = 'a1',
  labels: Record<string, string> = {},
): FiringAlert => ({
  rule,
  memberId,
  labels,
});

const put = { grpc_service: 'KV', grpc_method: 'Put' };

it.each<[string, FiringAlert, FiringAlert[], string | undefined]>([
  ['by nothing', alert('quota-use-65'), [alert('quota-use-65')], undefined],
  [
    'by the highest step that fires',
    alert('quota-use-65'),
    [alert('quota-use-75'), alert('quota-use-85')],
    'quota-use-85',
  ],
  ['by no lower step', alert('quota-use-85'), [alert('quota-use-75')], undefined],
  ['by no other member', alert('quota-use-65'), [alert('quota-use-75', 'b2')], undefined],
  [
    'whatever Prometheus adds to the labels',
    alert('high-fsync-durations-warning', 'a1', { pod: 'etcd-0' }),
    [alert('high-fsync-durations-critical')],
    'high-fsync-durations-critical',
  ],
  [
    'for the same method only',
    alert('high-number-of-failed-grpc-requests-warning', 'a1', put),
    [alert('high-number-of-failed-grpc-requests-critical', 'a1', { ...put, grpc_method: 'Range' })],
    undefined,
  ],
  [
    'for the same certificate',
    alert('certificate-expiry-warning', 'a1', { certificate: 'server' }),
    [alert('certificate-expiry-critical', 'a1', { certificate: 'server' })],
    'certificate-expiry-critical',
  ],
])('is inhibited %s', (_, told, firing, expected) => {
  expect(inhibitorOf(told, firing)).toBe(expected);
});

it('knows higher steps that are there, at least as bad, and compare the same', () => {
  const severities = ['info', 'warning', 'critical'];
  for (const { severity, higherSteps = [], thresholds, apart } of alertRules) {
    for (const id of higherSteps) {
      const higher = findRule(id);
      expect(severities.indexOf(higher?.severity ?? '')).toBeGreaterThanOrEqual(
        severities.indexOf(severity),
      );
      expect(higher?.thresholds[0]?.unit).toBe(thresholds[0]?.unit);
      expect(higher?.apart).toEqual(apart);
    }
  }
});
