import { describe, expect, it } from 'vitest';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { ClusterHistory } from './cluster-history';

const memberOf = (memberId: string) => ({ cluster: 'test', memberId, memberName: `m${memberId}` });

const rowOf = (time: number, leads: boolean, started = 1000, changes = 1): SampleRow => ({
  time,
  started,
  layout: ['etcd_server_is_leader', 'etcd_server_leader_changes_seen_total'].map((name) => ({
    name,
    labels: {},
  })),
  values: Float64Array.of(leads ? 1 : 0, changes),
});

type Step = [member: string, time: number, leads: boolean, started?: number, changes?: number];

const marksOf = (...steps: Step[]): string[] => {
  const history = new ClusterHistory(20_000);
  return steps.flatMap(([member, time, leads, started, changes]) =>
    history
      .observe(memberOf(member), rowOf(time, leads, started, changes))
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
      'one mark where the same member is elected again, whoever else saw it',
      [
        ['1', 10_000, true, 1000, 1],
        ['2', 11_000, false, 1000, 1],
        ['3', 12_000, false, 1000, 1],
        ['2', 26_000, false, 1000, 2],
        ['1', 27_000, true, 1000, 2],
        ['3', 28_000, false, 1000, 2],
        ['1', 42_000, true, 1000, 2],
      ],
      ['leader-change m1 27000'],
    ],
    [
      'one mark for a change there and back between two scrapes',
      [
        ['1', 10_000, true, 1000, 1],
        ['2', 11_000, false, 1000, 1],
        ['1', 25_000, true, 1000, 3],
        ['2', 26_000, false, 1000, 3],
      ],
      ['leader-change m1 25000'],
    ],
    [
      'one mark for another leader, which counted its own election',
      [
        ['1', 10_000, true, 1000, 1],
        ['2', 11_000, false, 1000, 1],
        ['2', 25_000, true, 1000, 2],
        ['1', 26_000, false, 1000, 2],
        ['2', 40_000, true, 1000, 2],
      ],
      ['leader-change m2 26000'],
    ],
    [
      'none where a follower alone lost sight of the leader and found it again',
      [
        ['1', 10_000, true, 1000, 1],
        ['2', 11_000, false, 1000, 1],
        ['1', 25_000, true, 1000, 1],
        ['2', 26_000, false, 1000, 2],
      ],
      [],
    ],
    [
      'a mark for an election while nobody looked for hours',
      [
        ['1', 10_000, true, 1000, 1],
        ['2', 11_000, false, 1000, 1],
        ['1', 9_000_000, true, 1000, 2],
      ],
      ['leader-change m1 9000000'],
    ],
    [
      'a mark where a leader restarted and was elected again, although it counts from one',
      [
        ['1', 10_000, true, 1000, 5],
        ['2', 11_000, false, 1000, 5],
        ['1', 60_000, true, 50_000, 1],
      ],
      ['restart m1 50000', 'leader-change m1 60000'],
    ],
    [
      'no mark but the restart where a member is alone',
      [
        ['1', 10_000, true, 1000, 1],
        ['1', 60_000, true, 50_000, 1],
      ],
      ['restart m1 50000'],
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

  it('takes a start time that moves with the clock of the member for no restart', () => {
    const history = new ClusterHistory(20_000);
    const counted = (time: number, started: number, count: number) => ({
      ...rowOf(time, false, started),
      layout: [{ name: 'took_count', labels: {} }],
      values: Float64Array.of(count),
    });
    history.observe(memberOf('1'), counted(1_000_000, 500_000, 10));
    const moved = history.observe(memberOf('1'), counted(1_015_000, 400_000, 12));
    expect(moved).toMatchObject({ row: { started: 500_000 }, marks: [] });
    const restarted = history.observe(memberOf('1'), counted(1_030_000, 410_000, 1));
    expect(restarted.marks.map(({ kind }) => kind)).toEqual(['restart']);
  });

  it('marks a compaction once for all members, when it was where a member tells', () => {
    const history = new ClusterHistory(20_000);
    const compacted = (time: number, revision: number, seconds: number): SampleRow => ({
      ...rowOf(time, false),
      layout: [
        { name: 'etcd_debugging_mvcc_compact_revision', labels: {} },
        { name: 'etcd_debugging_mvcc_db_compaction_last', labels: {} },
      ],
      values: Float64Array.of(revision, seconds),
    });
    const steps: [string, SampleRow][] = [
      ['1', compacted(100_000, 50, 40)],
      ['2', compacted(101_000, 50, 40)],
      ['1', compacted(115_000, 60, 105)],
      ['2', compacted(116_000, 60, 105)],
      ['2', compacted(131_000, 70, 0)],
      ['1', compacted(132_000, 70, 20)],
    ];
    const marks = steps.flatMap(([id, row]) => history.observe(memberOf(id), row).marks);
    expect(marks.map(({ kind, memberName, time }) => `${kind} ${memberName} ${time}`)).toEqual([
      'compaction m1 105000',
      'compaction m2 131000',
    ]);
  });
});
