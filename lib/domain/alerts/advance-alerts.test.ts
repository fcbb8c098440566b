import { describe, expect, it } from 'vitest';
import { advanceAlerts, type LiveAlert } from './advance-alerts';
import type { RuleAlert } from './alert-rule';

const one: RuleAlert = { memberId: 'a1', labels: { To: 'b2', x: 'y' }, value: 1 };
const sameLabels: RuleAlert = { memberId: 'a1', labels: { x: 'y', To: 'b2' }, value: 2 };

type Round = { at: number; holding: RuleAlert[] };

/** What a rule that has to hold for 10 s comes to, round by round. */
const play = (...rounds: Round[]): string[] => {
  let live: LiveAlert[] = [];
  return rounds.map(({ at, holding }) => {
    const step = advanceAlerts(live, holding, { at, forMilliseconds: 10_000 });
    live = step.going;
    const going = live.map(({ activeAt, firedAt }) => `${activeAt}/${firedAt ?? 'pending'}`);
    return [
      ...going,
      ...step.resolved.map(() => 'resolved'),
      ...step.dropped.map(() => 'dropped'),
    ].join(' ');
  });
};

describe('an alert', () => {
  it('is pending until it has held for the time, fires, and ends', () => {
    expect(
      play(
        { at: 1000, holding: [one] },
        { at: 10_999, holding: [one] },
        { at: 11_000, holding: [sameLabels] },
        { at: 12_000, holding: [one] },
        { at: 13_000, holding: [] },
        { at: 14_000, holding: [one] },
      ),
    ).toEqual([
      '1000/pending',
      '1000/pending',
      '1000/11000',
      '1000/11000',
      'resolved',
      '14000/pending',
    ]);
  });

  it('begins anew where it did not hold in between', () => {
    expect(
      play({ at: 1000, holding: [one] }, { at: 2000, holding: [] }, { at: 11_000, holding: [one] }),
    ).toEqual(['1000/pending', 'dropped', '11000/pending']);
  });

  it('is told from one of another member, and counted once', () => {
    const other = { ...one, memberId: 'c3' };
    expect(play({ at: 1000, holding: [one, other, sameLabels] })).toEqual([
      '1000/pending 1000/pending',
    ]);
  });

  it('goes on under the labels it began with where another source names others', () => {
    const before = { ...one, activeAt: 1000, firedAt: 1000 };
    const other = { ...one, labels: { To: 'b2', pod: 'etcd-0' }, value: 3 };
    const options = { at: 2000, forMilliseconds: 0, apart: ['To'] };
    const step = advanceAlerts([before], [other], options);
    expect(step).toEqual({ going: [{ ...before, value: 3 }], resolved: [], dropped: [] });
    const apart = advanceAlerts([before], [{ ...other, labels: { To: 'c3' } }], options);
    expect([apart.going.length, apart.resolved.length]).toEqual([1, 1]);
  });
});
