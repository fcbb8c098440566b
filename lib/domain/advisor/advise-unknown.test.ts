import { describe, expect, it } from 'vitest';
import { advise } from './advise';
import {
  calmLines,
  evidenceOf,
  lines,
  member,
  overviewOf,
  panelsOf,
  scrapesOf,
  three,
} from './testing';

describe('what is not known', () => {
  it('is never taken for fine', () => {
    const silent = member('m1', {
      version: null,
      databaseSize: null,
      databaseSizeInUse: null,
      quota: null,
      certificate: null,
      raftLag: null,
    });
    const unknown = { unknown: 'no-samples' } as const;
    const { findings, passed } = advise(
      evidenceOf({
        overview: overviewOf([silent, { ...silent, id: 'm2', name: 'm2' }], {
          leaderId: null,
          answered: 0,
          revision: null,
        }),
        recent: unknown,
        day: unknown,
        space: { unknown: 'no-scan' },
        leases: { unknown: 'not-answering' },
        authentication: { unknown: 'not-answering' },
        clocks: { unknown: 'not-answering' },
        backups: { unknown: 'failed' },
        oldestRevision: { unknown: 'not-answering' },
      }),
    );
    // What the list of members alone tells is all that can be judged.
    expect(findings.map(({ id }) => id).toSorted()).toEqual(['even-members', 'member-silent']);
    expect(passed.toSorted()).toEqual(['learner', 'no-tls', 'single-member', 'too-many-members']);
  });

  it('is no finding of a day that was watched for minutes only', () => {
    const { findings } = advise(
      evidenceOf({
        overview: overviewOf([member('m1')], { revision: '2000000' }),
        oldestRevision: { value: 50n },
        day: lines({ panel: 'compaction', value: 0, history: [0, 0] }),
      }),
    );
    expect(findings.map(({ id }) => id)).not.toContain('no-compaction');
  });

  it('is the latency between members where none is known', () => {
    const { unknown } = advise(evidenceOf({ overview: overviewOf([], { answered: 0 }) }));
    expect(unknown.map(({ id }) => id)).toContain('peer-latency');
  });

  it('is what a member that was not scraped would tell', () => {
    const recent = panelsOf(calmLines);
    const scrapes = scrapesOf('m1', 'm2');
    const panels = { value: { ...recent, scrapes } };
    const { unknown } = advise(evidenceOf({ recent: panels, day: panels }));
    const membersOf = (id: string) => unknown.find((one) => one.id === id)?.members;
    for (const id of ['apply-backlog', 'watchers-many', 'watchers-slow']) {
      expect(membersOf(id)).toEqual(['m2']);
    }
  });

  it('names the members it is not known of', () => {
    const { unknown } = advise(
      evidenceOf(three({ version: null, quota: null, certificate: null, databaseSizeInUse: null })),
    );
    const membersOf = (id: string) => unknown.find((one) => one.id === id)?.members;
    expect(membersOf('quota-near')).toEqual(['m2']);
    expect(membersOf('versions-differ')).toEqual(['m2']);
    expect(membersOf('vulnerable-version')).toEqual(['m2']);
    expect(membersOf('fragmentation')).toEqual(['m2']);
    expect(membersOf('certificate-expiry')).toEqual(['m2']);
  });
});
