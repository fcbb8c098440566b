import { describe, expect, it } from 'vitest';
import { alertRules, findRule } from '@/lib/domain/alerts/rules';
import type { Threshold } from '@/lib/domain/api/alerts';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
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
  ['ratio', 0.4, 'fragmentation', 'ratio', 0.4],
  ['perSecond', 5, 'proposals-failed', 'perSecond', 5],
  ['percent', 1, 'rpc-failed-share', 'ratio', 0.01],
  ['count', 4, 'leader-changes', 'count', undefined],
  ['hours', 4, 'database-size', 'bytes', undefined],
];

describe('guideOf', () => {
  it.each(cases)('%s of %d on %s in %s is %s', (unit, value, _, panelUnit, expected) => {
    expect(guideOf(ruleWith(value, unit), { unit: panelUnit })).toBe(expected);
  });

  it('is nothing for a rule without thresholds', () => {
    expect(guideOf({ thresholds: [] }, { unit: 'count' })).toBeUndefined();
  });

  it('is on the chart of every rule about a share, which is in the unit of the rule', () => {
    const shares = alertRules.filter(({ thresholds }) =>
      thresholds.some(({ unit }) => unit === 'percent' || unit === 'ratio'),
    );
    expect(shares.length).toBeGreaterThan(5);
    for (const { id, panel, thresholds } of shares) {
      const unit = panelDeclarations.find((declaration) => declaration.id === panel)?.unit;
      const values = thresholds.map((threshold) => ({ ...threshold, value: threshold.default }));
      const guide = unit && guideOf({ thresholds: values }, { unit });
      expect({ id, hasGuide: guide !== undefined }).toEqual({ id, hasGuide: true });
    }
  });

  it('has the chart of who answers for rules about members that do not', () => {
    const panels = ['members-down', 'insufficient-members', 'member-unreachable'].map(
      (id) => findRule(id)?.panel,
    );
    expect(new Set(panels)).toEqual(new Set(['members-up']));
  });
});
