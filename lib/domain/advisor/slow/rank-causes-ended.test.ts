import { describe, expect, it } from 'vitest';
import { messages as english } from '@/messages/en';
import { type LineOf, member, overviewOf, panelsOf, scrapesOf } from '../testing';
import { peakWindows } from './peak-windows';
import { rankCauses } from './rank-causes';
import type { SlowEvidence } from './slow-evidence';

const to = Date.parse('2026-11-22T12:00:00Z');
const width = 60_000;
const from = to - 10 * width;

const calm: readonly LineOf[] = [
  { panel: 'wal-fsync', part: 'p99', value: 0.03, lower: 0.016, upper: 0.032 },
  { panel: 'operations', part: 'put', value: 37.8 },
  { panel: 'cpu', value: 0.2 },
];

const members = (...versions: (string | null)[]) =>
  versions.map((version, index) => member(`m${index + 1}`, { version }));

const evidence = (change: Partial<SlowEvidence> = {}): SlowEvidence => ({
  ...{ from, to, peaks: [], marks: [], ownWork: [] },
  overview: { value: overviewOf(members('3.5.33', '3.5.33', '3.5.33')) },
  now: { value: panelsOf(calm) },
  before: { value: panelsOf([{ panel: 'operations', part: 'put', value: 10 }]) },
  writes: { unknown: 'not-asked' },
  ...change,
});

const causeOf = (change: Partial<SlowEvidence>, id: string) =>
  rankCauses(evidence(change)).causes.find((cause) => cause.id === id);

const known = Object.keys(english.advisor.evidence);

describe('a quorum that is lost', () => {
  const silent = { version: null, failure: { code: 'deadline_exceeded', detail: '' } };
  const lost = overviewOf([member('m1'), member('m2', silent), member('m3', silent)], {
    leaderId: null,
  });
  const lastAt = '2026-11-22T11:58:00Z';
  const panels = panelsOf(calm);
  const scrapes = scrapesOf('m2').map((scrape) => ({ ...scrape, lastAt }));

  it('comes before a disk however slow, with who is silent since when', () => {
    const slow = panelsOf([{ panel: 'wal-fsync', part: 'p99', value: 9, lower: 8, upper: null }]);
    const { verdict, causes, symptoms } = rankCauses(
      evidence({ overview: { value: lost }, now: { value: { ...slow, scrapes } } }),
    );
    expect([verdict, causes[0]?.id, causes[0]?.score]).toEqual(['cause', 'no-quorum', 1]);
    expect(symptoms[0]?.code).toBe('symptom-no-quorum');
    const shown = causes[0]?.evidence ?? [];
    expect(shown.map(({ code }) => code)).toEqual([
      'nobody-leads',
      'answered',
      'member-failure-since',
      'member-failure',
    ]);
    expect(shown[2]?.parameters).toMatchObject({
      member: 'm2',
      error: { error: 'deadline_exceeded' },
      time: { value: Date.parse(lastAt) },
    });
    expect(shown.filter(({ code }) => !known.includes(code))).toEqual([]);
  });

  it('is named where nothing was sampled at all', () => {
    const blind = { unknown: 'no-samples' } as const;
    const { verdict } = rankCauses(
      evidence({ overview: { value: lost }, now: blind, before: blind }),
    );
    expect(verdict).toBe('cause');
  });

  it('is no more than a weak sign of one silent member of three, and none where all answer', () => {
    const one = overviewOf(members('3.5.33', '3.5.33', null));
    expect(causeOf({ overview: { value: one } }, 'no-quorum')?.score).toBe(0.3);
    expect(causeOf({ now: { value: panels } }, 'no-quorum')?.score).toBe(0);
  });
});

describe('a verdict', () => {
  it('names no cause where nothing shows that requests wait, and does where something does', () => {
    expect(rankCauses(evidence()).verdict).toBe('calm');
    const slowApplies: LineOf = { panel: 'slow-applies', value: 3 };
    const waiting = (...lines: LineOf[]) =>
      rankCauses(evidence({ now: { value: panelsOf([slowApplies, ...lines]) } })).verdict;
    expect(waiting(...calm)).toBe('weak');
    expect(waiting({ panel: 'cpu', value: 0.1 })).toBe('none');
    expect(waiting({ panel: 'operations', part: 'put', value: 5_000 })).toBe('cause');
  });
});

describe('what ended within the time', () => {
  const storm = {
    from: to - 2 * width,
    to: to - width,
    panels: panelsOf([{ panel: 'operations', part: 'put', value: 900 }]),
  };

  it('is judged by its own minute, and says when that was', () => {
    const cause = causeOf({ peaks: [storm] }, 'write-storm');
    expect(causeOf({}, 'write-storm')?.score).toBe(0);
    expect(cause?.score).toBeGreaterThan(0.4);
    expect(cause?.evidence).toContainEqual({
      code: 'peak',
      parameters: {
        time: { value: storm.to, unit: 'time' },
        whole: { value: 37.8, unit: 'perSecond' },
      },
    });
  });

  it('is a symptom too', () => {
    const panels = panelsOf([{ panel: 'proposals-pending', value: 300 }]);
    const { symptoms } = rankCauses(evidence({ peaks: [{ ...storm, panels }] }));
    expect(symptoms.map(({ code }) => code)).toEqual(['symptom-proposals-pending']);
  });

  it('names our own work that wrote or read then, of what it is a cause', () => {
    const check = {
      kind: 'performance-check',
      target: '/etcdscope-performance-check/1/',
      startedAt: storm.from,
      endedAt: storm.to,
    } as const;
    const search = { ...check, kind: 'search', target: '', endedAt: undefined } as const;
    const ownWork = [check, search];
    const ours = (id: string) =>
      causeOf({ ownWork }, id)?.evidence.find(({ code }) => code.startsWith('own-work'));
    expect(ours('write-storm')).toMatchObject({
      code: 'own-work',
      parameters: { kind: 'performance_check', target: check.target },
    });
    expect(ours('heavy-range')).toMatchObject({
      code: 'own-work-running',
      parameters: { target: 'everything' },
    });
    expect(ours('disk')).toBeUndefined();
  });
});

describe('peakWindows', () => {
  /** Points half a window apart, the last one at the end. */
  const steps = (panel: 'operations' | 'wal-fsync', part: string, values: (number | null)[]) => {
    const panels = panelsOf([{ panel, part, value: 0 }]);
    const points = values.map((value, index): [number, number | null] => [
      to - (values.length - 1 - index) * (width / 2),
      value,
    ]);
    return {
      ...panels,
      from: new Date(from).toISOString(),
      panels: panels.panels.map((one) => ({
        ...one,
        series: one.series.map((line) => ({ ...line, points })),
      })),
    };
  };

  it('finds the minute in which most happened', () => {
    const found = peakWindows(steps('operations', 'put', [0, 0, 300, 400, 20, null, 0]), width);
    const end = to - 3 * (width / 2);
    expect(found).toEqual([{ from: end - width, to: end, panels: ['operations'] }]);
  });

  it('finds none where nothing begins to count, nor before the time begins', () => {
    expect(peakWindows(steps('operations', 'put', [3, 9, 4]), width)).toEqual([]);
    const early = steps('wal-fsync', 'p99', [2, ...Array(20).fill(0)]);
    expect(peakWindows(early, width)).toEqual([]);
  });
});
