import { describe, expect, it } from 'vitest';
import type { Threshold } from '@/lib/domain/api/alerts';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { guideOf } from './rule-guide';

const ruleWith = (value: number, unit: Threshold['unit']) => ({
  thresholds: [{ name: 'limit', value, default: value, unit }],
});

const cases: [
  Threshold['unit'],
  number,
  PanelDeclaration['id'],
  PanelDeclaration['unit'],
  unknown,
][] = [
  ['seconds', 0.5, 'wal-fsync', 'seconds', 0.5],
  ['percent', 75, 'quota-use', 'ratio', 0.75],
  ['ratio', 0.4, 'fragmentation', 'ratio', 0.6],
  ['perSecond', 5, 'proposals-failed', 'perSecond', 5],
  ['percent', 1, 'rpc-failures', 'perSecond', undefined],
  ['count', 4, 'leader-changes', 'count', undefined],
  ['hours', 4, 'database-size', 'bytes', undefined],
];

describe('guideOf', () => {
  it.each(cases)('%s of %d on %s in %s is %s', (unit, value, id, panelUnit, expected) => {
    expect(guideOf(ruleWith(value, unit), { id, unit: panelUnit })).toBe(expected);
  });

  it('is nothing for a rule without thresholds', () => {
    expect(guideOf({ thresholds: [] }, { id: 'leader', unit: 'count' })).toBeUndefined();
  });
});
