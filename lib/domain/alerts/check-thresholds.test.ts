import { expect, it } from 'vitest';
import { thresholdsOf } from './alert-rule';
import { thresholdProblem } from './check-thresholds';
import { alertRules, findRule } from './rules';

const problemOf = (
  id: string,
  set: Record<string, number>,
  edited: Record<string, Record<string, number>> = {},
): string | undefined => {
  const rule = findRule(id);
  return rule && thresholdProblem(rule, set, (other) => edited[other])?.problem;
};

it.each<
  [string, Record<string, number>, string | undefined, Record<string, Record<string, number>>?]
>([
  ['high-fsync-durations-warning', { seconds: 0.0001 }, undefined],
  ['high-fsync-durations-warning', { seconds: 0 }, 'range'],
  ['high-fsync-durations-warning', { seconds: 1e15 }, 'range'],
  ['high-fsync-durations-warning', { seconds: Number.NaN }, 'range'],
  ['high-fsync-durations-warning', { seconds: 2 }, 'order'],
  [
    'high-fsync-durations-warning',
    { seconds: 2 },
    undefined,
    { 'high-fsync-durations-critical': { seconds: 3 } },
  ],
  ['high-fsync-durations-critical', { seconds: 0.1 }, 'order'],
  ['quota-use-75', { percent: 90 }, 'order'],
  ['quota-use-75', { percent: 60 }, 'order'],
  ['quota-use-75', { percent: 85 }, undefined],
  // Fewer days are worse.
  ['certificate-expiry-warning', { days: 3 }, 'order'],
  ['certificate-expiry-warning', { days: 60 }, undefined],
  ['certificate-expiry-critical', { days: 31 }, 'order'],
  ['certificate-expiry-critical', { days: 2.5 }, 'whole'],
  ['version-skew', { versions: 1.5 }, 'whole'],
  ['version-skew', { versions: 0 }, 'range'],
  ['members-down', { members: 0 }, undefined],
  ['database-high-fragmentation-ratio', { ratio: 0.5, bytes: 1e15 }, 'range'],
  ['database-high-fragmentation-ratio', {}, undefined],
])('%s set to %o: %s', (id, set, expected, edited) => {
  expect(problemOf(id, set, edited)).toBe(expected);
});

it('takes every default', () => {
  for (const rule of alertRules) {
    expect(thresholdProblem(rule, thresholdsOf(rule), () => undefined)).toBeUndefined();
  }
});
