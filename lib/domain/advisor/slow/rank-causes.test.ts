import { describe, expect, it } from 'vitest';
import { messages as english } from '@/messages/en';
import type { Mark } from '../../api/metrics';
import { type LineOf, member, overviewOf, panelsOf, scrapesOf } from '../testing';
import { type CauseId, causeIds } from './measures';
import { rankCauses } from './rank-causes';
import { scoreOf } from './score';
import type { SlowEvidence } from './slow-evidence';

const to = Date.parse('2026-11-22T12:00:00Z');

const calm: readonly LineOf[] = [
  { panel: 'wal-fsync', part: 'p99', value: 0.003, lower: 0.002, upper: 0.004 },
  { panel: 'operations', part: 'put', value: 20 },
  { panel: 'cpu', value: 0.2 },
  { panel: 'client-received', value: 10_000 },
];

const evidence = (lines: readonly LineOf[], change: Partial<SlowEvidence> = {}): SlowEvidence => ({
  from: to - 300_000,
  to,
  now: { value: panelsOf(lines) },
  overview: { value: overviewOf(['m1', 'm2', 'm3'].map((name) => member(name))) },
  peaks: [],
  before: { value: panelsOf(calm) },
  marks: [],
  ownWork: [],
  writes: { unknown: 'not-asked' },
  ...change,
});

const mark = (kind: Mark['kind'], label: string): Mark => ({
  time: new Date(to - 60_000).toISOString(),
  kind,
  memberName: 'm1',
  label,
});

const slow: readonly [CauseId, readonly LineOf[], Partial<SlowEvidence>?][] = [
  ['disk', [{ panel: 'wal-fsync', part: 'p99', value: 0.2, lower: 0.128, upper: 0.256 }]],
  [
    'network',
    [{ panel: 'peer-round-trip', part: 'p99', value: 0.3, lower: 0.2048, upper: 0.4096 }],
  ],
  ['cpu', [{ panel: 'cpu', value: 3 }]],
  ['leader-change', [{ panel: 'leader-changes', value: 2 }]],
  [
    'defragmentation',
    [{ panel: 'defragmentation', part: 'p99', value: 2, lower: 1.6, upper: 3.2 }],
  ],
  ['compaction', [{ panel: 'compaction', value: 5_000 }]],
  ['compaction', calm, { marks: [mark('compaction', 'compaction')] }],
  ['snapshot', calm, { marks: [mark('operation', 'backup')] }],
  ['snapshot', [{ panel: 'snapshot-save', part: 'p99', value: 3, lower: 2.048, upper: 4.096 }]],
  ['write-storm', [{ panel: 'operations', part: 'put', value: 1_500 }]],
  [
    'large-values',
    [
      { panel: 'client-received', value: 50_000_000 },
      { panel: 'operations', part: 'put', value: 100 },
    ],
  ],
  ['network', [{ panel: 'slow-reads', value: 20 }]],
  ['heavy-range', [{ panel: 'client-sent', value: 200_000_000 }]],
];

describe('a cause', () => {
  it.each(slow)('%s comes first where its numbers speak for it', (id, lines, change) => {
    const [first] = rankCauses(evidence(lines, change)).causes;
    expect(first?.id).toBe(id);
    expect(first?.score).toBeGreaterThanOrEqual(0.2);
    const known = Object.keys(english.advisor.evidence);
    expect(first?.evidence.map(({ code }) => code).filter((code) => !known.includes(code))).toEqual(
      [],
    );
  });

  it('has no sign of it on a calm cluster, and never where nothing was sampled', () => {
    const { causes, symptoms } = rankCauses(evidence(calm));
    expect(causes.every(({ score }) => score === 0)).toBe(true);
    expect(symptoms).toEqual([]);
    const blind = rankCauses(evidence([], { before: { unknown: 'no-samples' } }));
    expect(blind.verdict).toBe('unknown');
    expect(blind.causes.map(({ id }) => id)).toEqual(['no-quorum']);
    expect(blind.unknown.map(({ id, reason }) => [id, reason])).toEqual(
      causeIds.slice(1).map((id) => [id, 'no-samples']),
    );
  });

  it('is not known of a member that was not sampled, which may be the slow one', () => {
    const panels = panelsOf(calm);
    const scrapes = scrapesOf('m1', 'm2');
    const { unknown } = rankCauses(evidence(calm, { now: { value: { ...panels, scrapes } } }));
    expect(unknown).toContainEqual({ id: 'disk', reason: 'no-samples', members: ['m2'] });
  });

  it('counts the lower bound of a bucket only', () => {
    const spanning = {
      panel: 'wal-fsync',
      part: 'p99',
      value: 0.015,
      lower: 0.008,
      upper: 0.016,
    } as const;
    const disk = rankCauses(evidence([spanning])).causes.find(({ id }) => id === 'disk');
    expect(disk?.score).toBe(0);
    // Told as the interval it is, not as a number beyond the threshold.
    expect(disk?.evidence[0]?.parameters).toMatchObject({
      value: { value: 0.008, upper: 0.016 },
      spans: 'yes',
    });
    expect(disk?.evidence[1]?.parameters.value).toMatchObject({ value: 0.002, upper: 0.004 });
  });

  it('is a change of leader only where most members saw it', () => {
    const scoreWith = (...values: number[]) =>
      rankCauses(
        evidence(
          values.map((value, index) => ({
            panel: 'leader-changes',
            member: `m${index + 1}`,
            value,
          })),
        ),
      ).causes.find(({ id }) => id === 'leader-change')?.score;
    expect(scoreWith(3, 0, 0)).toBe(0);
    expect(scoreWith(3, 1, 0)).toBeGreaterThan(0);
  });

  it('has the hour before beside it, but for what is counted over the span', () => {
    const codesOf = (line: LineOf) =>
      rankCauses(evidence([line], { before: { value: panelsOf([line]) } })).causes[0]?.evidence.map(
        ({ code }) => code,
      );
    expect(codesOf({ panel: 'cpu', value: 3 })).toContain('before');
    expect(codesOf({ panel: 'leader-changes', value: 3 })).not.toContain('before');
  });

  it('names who writes where that is followed, and says so where it is not', () => {
    const storm = [{ panel: 'operations', part: 'put', value: 1_500 }] as const;
    const codes = (change: Partial<SlowEvidence>) =>
      rankCauses(evidence(storm, change)).causes[0]?.evidence.map(({ code }) => code);
    expect(codes({})).toContain('prefix-unknown');
    const writes = { value: [{ prefix: '/a/', perSecond: 1_400, bytesPerSecond: 9_000 }] };
    expect(codes({ writes })).toContain('prefix-writes');
    expect(codes({})).toEqual(expect.arrayContaining(['slow-surge', 'before']));
  });

  it('has words', () => {
    expect(Object.keys(english.advisor.causes).toSorted()).toEqual([...causeIds].toSorted());
    expect(Object.keys(english.advisor.causeHelp).toSorted()).toEqual([...causeIds].toSorted());
  });
});

describe('symptoms', () => {
  it('are told of each member', () => {
    const { symptoms } = rankCauses(
      evidence([
        { panel: 'slow-applies', member: 'm2', value: 3 },
        { panel: 'proposals-pending', value: 900 },
      ]),
    );
    expect(symptoms.map(({ code, parameters }) => [code, parameters.member])).toEqual([
      ['symptom-slow-applies', 'm2'],
      ['symptom-proposals-pending', 'm1'],
    ]);
    const known = Object.keys(english.advisor.evidence);
    expect(symptoms.filter(({ code }) => !known.includes(code))).toEqual([]);
  });
});

describe('scoreOf', () => {
  const scale = { mild: 0.01, severe: 1 };
  it.each([
    [0.01, 0],
    [0.0101, 0.2],
    [0.1, 0.6],
    [1, 1],
    [50, 1],
  ])('%f scores %f', (value, score) => {
    expect(scoreOf(value, scale)).toBeCloseTo(score, 2);
  });
});
