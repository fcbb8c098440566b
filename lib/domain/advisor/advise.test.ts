import { describe, expect, it } from 'vitest';
import { messages as english } from '@/messages/en';
import { advise, rules } from './advise';
import type { ClusterEvidence } from './cluster-evidence';
import { type RuleId, ruleIds } from './rule-ids';
import { backup, evidenceOf, lines, member, members, overviewOf, panelsOf, three } from './testing';

type Change = Partial<ClusterEvidence>;

const p99 = (
  panel: 'wal-fsync' | 'backend-commit' | 'peer-round-trip',
  lower: number,
  upper: number,
) => lines({ panel, part: 'p99', value: (lower + upper) / 2, lower, upper });
const certificate = (daysLeft: number) => {
  const { certificate: valid } = member('m1');
  return valid && { ...valid, daysLeft };
};
const largeKey = (bytes: number): Change => {
  const { space } = evidenceOf();
  const name = { bytes: '', text: '/large' };
  return 'value' in space
    ? {
        space: {
          value: { ...space.value, largest: [{ name, isCut: false, bytes, version: '3' }] },
        },
      }
    : {};
};

/** A cluster without TLS, which flaws of TLS do no harm. */
const plain = (): Change =>
  members(
    ...['m1', 'm2', 'm3'].map((name) =>
      member(name, {
        version: '3.5.30',
        clientUrls: [`http://${name}:2379`],
        peerUrls: [`http://${name}:2380`],
      }),
    ),
  );

/** Evidence, and how bad what the rule finds in it is. */
const firing: readonly [RuleId, string, Change, 'critical' | 'warning' | 'info'][] = [
  [
    'no-leader',
    'nobody leads',
    { overview: overviewOf([member('m1')], { leaderId: null }) },
    'critical',
  ],
  ['member-silent', 'one is silent', three({ version: null }), 'warning'],
  [
    'member-silent',
    'one is silent and no more may fail',
    {
      overview: overviewOf([member('m1'), member('m2', { version: null })], {
        failuresSurvivable: 0,
      }),
    },
    'critical',
  ],
  [
    'alarm-nospace',
    'NOSPACE',
    { overview: overviewOf([member('m1')], { alarms: [{ memberId: 'm1', type: 'NOSPACE' }] }) },
    'critical',
  ],
  [
    'alarm-corrupt',
    'CORRUPT',
    { overview: overviewOf([member('m1')], { alarms: [{ memberId: 'm1', type: 'CORRUPT' }] }) },
    'critical',
  ],
  ['fsync-slow', 'a bucket that spans 10 ms', { recent: p99('wal-fsync', 0.008, 0.016) }, 'info'],
  ['fsync-slow', 'a bucket above 10 ms', { recent: p99('wal-fsync', 0.016, 0.032) }, 'warning'],
  ['fsync-slow', 'half a second', { recent: p99('wal-fsync', 0.512, 1.024) }, 'critical'],
  [
    'commit-slow',
    'a bucket above 25 ms',
    { recent: p99('backend-commit', 0.032, 0.064) },
    'warning',
  ],
  [
    'commit-slow',
    'a quarter of a second',
    { recent: p99('backend-commit', 0.256, 0.512) },
    'critical',
  ],
  [
    'peer-latency',
    'a bucket that spans 100 ms',
    { recent: p99('peer-round-trip', 0.09, 0.2) },
    'info',
  ],
  ['peer-latency', 'above 100 ms', { recent: p99('peer-round-trip', 0.1024, 0.2048) }, 'warning'],
  [
    'peer-latency',
    'above half the timeout',
    { recent: p99('peer-round-trip', 0.8192, 1.6384) },
    'critical',
  ],
  [
    'leader-flapping',
    'three in an hour',
    { recent: lines({ panel: 'leader-changes', value: 0, history: [1, 1, 1, 0, 0, 0] }) },
    'warning',
  ],
  [
    'leader-flapping',
    'four in a quarter',
    { recent: lines({ panel: 'leader-changes', value: 2, history: [0, 0, 2, 0] }) },
    'critical',
  ],
  [
    'apply-backlog',
    'a thousand',
    { recent: lines({ panel: 'apply-backlog', value: 1_000 }) },
    'warning',
  ],
  [
    'apply-backlog',
    'etcd refuses',
    { recent: lines({ panel: 'apply-backlog', value: 5_001 }) },
    'critical',
  ],
  ['single-member', 'one', members(member('m1')), 'warning'],
  ['even-members', 'two', members(member('m1'), member('m2')), 'warning'],
  [
    'too-many-members',
    'nine',
    members(...Array.from({ length: 9 }, (_, index) => member(`m${index + 1}`))),
    'info',
  ],
  ['learner', 'in sync, just added', three({ role: 'learner' }), 'info'],
  [
    'learner',
    'for five minutes',
    {
      ...three({ role: 'learner' }),
      day: lines({ panel: 'database-size', part: 'size', member: 'm2', value: 1, history: [1] }),
    },
    'info',
  ],
  ['learner', 'behind', three({ role: 'learner', raftLag: '5000' }), 'warning'],
  ['learner', 'silent', three({ role: 'learner', version: null, raftLag: null }), 'warning'],
  [
    'learner',
    'never started',
    three({ role: 'learner', version: null, name: '', clientUrls: [], endpoint: null }),
    'warning',
  ],
  [
    'learner',
    'there for hours',
    {
      ...three({ role: 'learner' }),
      day: lines({
        panel: 'database-size',
        part: 'size',
        member: 'm2',
        value: 1,
        history: Array(12).fill(1),
      }),
    },
    'warning',
  ],
  ['versions-differ', 'patches', three({ version: '3.5.34' }), 'info'],
  ['versions-differ', 'series', three({ version: '3.6.14' }), 'warning'],
  ['vulnerable-version', 'of TLS', three({ version: '3.5.30' }), 'warning'],
  ['vulnerable-version', 'of access', plain(), 'warning'],
  [
    'vulnerable-version',
    'of access, without authentication',
    { ...plain(), authentication: { value: false } },
    'info',
  ],
  ['vulnerable-version', 'of data', three({ version: '3.5.2' }), 'critical'],
  ['quota-near', '70 %', three({ databaseSize: '1503238553' }), 'info'],
  ['quota-near', '80 %', three({ databaseSize: '1717986918' }), 'warning'],
  ['quota-near', '90 %', three({ databaseSize: '1932735283' }), 'critical'],
  [
    'quota-near',
    'full within a day at this growth',
    {
      day: lines({
        panel: 'database-size',
        part: 'size',
        value: 1_000_000_000,
        history: [900_000_000, ...Array(12).fill(950_000_000)],
      }),
    },
    'warning',
  ],
  ['fragmentation', 'a fifth in use', three({ databaseSize: '500000000' }), 'warning'],
  [
    'no-compaction',
    'never',
    { overview: overviewOf([member('m1')], { revision: '20000' }), oldestRevision: { value: 1n } },
    'warning',
  ],
  [
    'no-compaction',
    'not any more',
    {
      overview: overviewOf([member('m1')], { revision: '2000000' }),
      oldestRevision: { value: 50n },
      day: lines({ panel: 'compaction', value: 0, history: Array(12 * 24).fill(0) }),
    },
    'warning',
  ],
  ['many-keys', 'a million', { recent: lines({ panel: 'keys', value: 1_000_000 }) }, 'info'],
  [
    'many-keys',
    'six millions, of unknown folders',
    { recent: lines({ panel: 'keys', value: 6_000_000 }), space: { unknown: 'no-scan' } },
    'warning',
  ],
  ['large-values', 'half a MiB', largeKey(600_000), 'info'],
  ['large-values', 'over a MiB', largeKey(1_200_000), 'warning'],
  [
    'watchers-many',
    'twice as many as yesterday',
    { day: lines({ panel: 'watchers', part: 'watchers', value: 20_000, history: [9_000] }) },
    'warning',
  ],
  [
    'watchers-slow',
    'all the time',
    { recent: lines({ panel: 'watchers', part: 'slow', value: 3, history: [2, 2] }) },
    'warning',
  ],
  ['leases-many', 'ten thousand', { leases: { value: 10_000 } }, 'info'],
  [
    'leases-many',
    'a hundred thousand, more granted than revoked',
    {
      leases: { value: 100_000 },
      day: lines(
        { panel: 'leases', part: 'granted', value: 9 },
        { panel: 'leases', part: 'revoked', value: 2 },
      ),
    },
    'warning',
  ],
  [
    'memory-short',
    'a database half in memory',
    members(member('m1', { databaseSizeInUse: '400000000' })),
    'warning',
  ],
  ['memory-short', 'a quota above the recommended', three({ quota: '17179869184' }), 'info'],
  [
    'memory-short',
    'more held than the quota',
    { recent: lines({ panel: 'memory', value: 4_000_000_000 }) },
    'info',
  ],
  [
    'hardware',
    'requests of a large one',
    { day: lines({ panel: 'rpc-rate', part: 'Range', value: 5_000 }) },
    'info',
  ],
  ['certificate-expiry', 'in ten days', three({ certificate: certificate(10) }), 'warning'],
  ['certificate-expiry', 'expired', three({ certificate: certificate(-1) }), 'critical'],
  [
    'clock-skew',
    'three seconds behind',
    { clocks: { value: [{ memberName: 'm1', offsetSeconds: -3, uncertaintySeconds: 0.5 }] } },
    'warning',
  ],
  ['authentication-off', 'with certificates', { authentication: { value: false } }, 'info'],
  [
    'authentication-off',
    'without',
    { authentication: { value: false }, hasClientCertificate: false },
    'warning',
  ],
  ['no-tls', 'on loopback', three({ clientUrls: ['http://127.0.0.1:2379'] }), 'warning'],
  ['no-tls', 'peers', three({ peerUrls: ['http://10.0.0.1:2380'] }), 'critical'],
  [
    'request-latency-hidden',
    'not exposed',
    { recent: { value: panelsOf([], ['request-latency']) } },
    'info',
  ],
  ['backup-missing', 'none', {}, 'warning'],
  ['backup-missing', 'old', { backups: { value: [backup('2026-11-10T12:00:00Z')] } }, 'warning'],
  [
    'backup-missing',
    'older than the alert was edited to',
    {
      backups: { value: [backup('2026-11-22T10:00:00Z')] },
      backupAlert: { value: { seconds: 3_600, isEnabled: true } },
    },
    'warning',
  ],
  [
    'backup-missing',
    'none, of a cluster whose alert is off',
    { backupAlert: { value: { seconds: 3_600, isEnabled: false } } },
    'info',
  ],
  [
    'backup-missing',
    'gone',
    { backups: { value: [backup('2026-11-22T11:00:00Z', { present: false })] } },
    'warning',
  ],
  [
    'backup-unproved',
    'a checksum',
    { backups: { value: [backup('2026-11-22T11:00:00Z')] } },
    'info',
  ],
];

const textsOf = (texts: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(texts));

describe('a finding', () => {
  it.each(firing)('%s: %s', (id, _, change, severity) => {
    const { findings } = advise(evidenceOf(change));
    const finding = findings.find((one) => one.id === id);
    expect(finding).toMatchObject({ severity });
    expect(finding?.evidence.length).toBeGreaterThan(0);
    const known = textsOf(english.advisor.evidence);
    expect(finding?.evidence.map(({ code }) => code).filter((code) => !(code in known))).toEqual(
      [],
    );
  });

  it('is tested of every rule, and has words', () => {
    expect(rules.map(({ id }) => id).toSorted()).toEqual([...ruleIds].toSorted());
    expect([...new Set(firing.map(([id]) => id))].toSorted()).toEqual([...ruleIds].toSorted());
    expect(Object.keys(english.advisor.findings).toSorted()).toEqual([...ruleIds].toSorted());
    expect(Object.keys(english.advisor.checks).toSorted()).toEqual([...ruleIds].toSorted());
  });

  it('stands before those less bad', () => {
    const change = {
      ...three({ version: null }),
      ...members(member('m1', { databaseSize: '1932735283' })),
    };
    const severities = advise(evidenceOf(change)).findings.map(({ severity }) => severity);
    expect(severities).toEqual(
      [...severities].sort(
        (left, right) =>
          ['critical', 'warning', 'info'].indexOf(left) -
          ['critical', 'warning', 'info'].indexOf(right),
      ),
    );
  });
});

describe('a cluster with nothing to mend', () => {
  it('passes every check', () => {
    const now = evidenceOf().now;
    const recent = backup(new Date(now - 1_000).toISOString());
    const { findings, unknown } = advise(evidenceOf({ backups: { value: [recent] } }));
    expect(findings.map(({ id }) => id)).toEqual(['backup-unproved']);
    expect(unknown).toEqual([]);
  });
});
