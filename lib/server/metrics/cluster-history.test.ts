import { describe, expect, it } from 'vitest';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { ClusterHistory } from './cluster-history';

const memberOf = (memberId: string) => ({ cluster: 'test', memberId, memberName: `m${memberId}` });

const rowOf = (time: number, leads: boolean, started = 1000): SampleRow => ({
  time,
  started,
  layout: [{ name: 'etcd_server_is_leader', labels: {} }],
  values: Float64Array.of(leads ? 1 : 0),
});

type Step = [member: string, time: number, leads: boolean, started?: number];

const marksOf = (...steps: Step[]): string[] => {
  const history = new ClusterHistory(20_000);
  return steps.flatMap(([member, time, leads, started]) =>
    history
      .observe(memberOf(member), rowOf(time, leads, started))
      .marks.map((mark) => `${mark.kind} ${mark.memberName} ${mark.time}`),
  );
};

describe('ClusterHistory', () => {
  it.each<[string, Step[], string[]]>([
    ['no mark for the first leader', [['1', 10_000, true]], []],
    [
      'a mark for another leader',
      [
        ['1', 10_000, true],
        ['1', 25_000, false],
        ['2', 25_000, true],
      ],
      ['leader-change m2 25000'],
    ],
    [
      'nothing while two claim to lead, as after a freeze',
      [
        ['1', 10_000, true],
        ['2', 12_000, true],
        ['1', 25_000, true],
        ['2', 26_000, false],
      ],
      [],
    ],
    [
      'a mark once a dead leader no longer counts',
      [
        ['1', 10_000, true],
        ['2', 15_000, true],
        ['2', 45_000, true],
      ],
      ['leader-change m2 45000'],
    ],
    [
      'a restart at the time the process began',
      [
        ['1', 10_000, false],
        ['1', 60_000, false, 50_000],
      ],
      ['restart m1 50000'],
    ],
    [
      'a restart by a clock that is ahead, no later than it was seen',
      [
        ['1', 10_000, false],
        ['1', 60_000, false, 90_000],
      ],
      ['restart m1 60000'],
    ],
    [
      'no restart where only the boot time moved',
      [
        ['1', 10_000, false, 1000],
        ['1', 25_000, false, 2000],
      ],
      [],
    ],
  ])('gives %s', (_, steps, expected) => {
    expect(marksOf(...steps)).toEqual(expected);
  });

  it('keeps the start time of one process life the same in every row', () => {
    const history = new ClusterHistory(20_000);
    const starts = [5000, 6000, 4500, 90_000].map(
      (started) => history.observe(memberOf('1'), rowOf(100_000, false, started)).row.started,
    );
    expect(starts).toEqual([5000, 5000, 5000, 90_000]);
  });
});
