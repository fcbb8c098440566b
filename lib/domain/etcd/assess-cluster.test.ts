import { describe, expect, it } from 'vitest';
import type { Certificate, Member } from '../api/overview';
import { assessCluster } from './assess-cluster';
import type { ClusterFacts } from './cluster-facts';

const certificate = (daysLeft: number): Certificate => ({
  subject: 'CN=etcd',
  issuer: 'CN=ca',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  daysLeft,
});

const member = (name: string, changes: Partial<Member> = {}): Member => ({
  id: `id-${name}`,
  name,
  endpoint: 'https://127.0.0.1:2379',
  clientUrls: [],
  peerUrls: [],
  role: 'follower',
  version: '3.5.30',
  storageVersion: null,
  databaseSize: '1000',
  databaseSizeInUse: '900',
  quota: '10000',
  raftTerm: '2',
  raftIndex: '10',
  raftAppliedIndex: '10',
  raftLag: '0',
  latencyMilliseconds: 1,
  certificate: certificate(300),
  errors: [],
  failure: null,
  ...changes,
});

const leader = member('m1', { role: 'leader' });
const silent = (name: string): Member =>
  member(name, {
    role: 'unknown',
    version: null,
    databaseSize: null,
    raftLag: null,
    certificate: null,
    failure: { code: 'deadline_exceeded', detail: 'no answer' },
  });
const three = [leader, member('m2'), member('m3')];

const facts = (changes: Partial<ClusterFacts> = {}): ClusterFacts => ({
  members: three,
  alarms: [],
  leaderId: (changes.members ?? three).find(({ role }) => role === 'leader')?.id ?? null,
  clientCertificate: certificate(300),
  failure: null,
  ...changes,
});

const withThird = (changes: Partial<Member>): Partial<ClusterFacts> => ({
  members: [leader, member('m2'), member('m3', changes)],
});

type Row = [string, Partial<ClusterFacts>, string, string[]];

const mebibyte = 1024 * 1024;

const rows: Row[] = [
  ['three of three', {}, 'healthy', []],
  [
    'one silent',
    { members: [leader, member('m2'), silent('m3')] },
    'warning',
    ['quorum_at_risk', 'member_not_answering'],
  ],
  [
    'two silent, a leader left',
    { members: [leader, silent('m2'), silent('m3')] },
    'critical',
    ['quorum_not_seen', 'member_not_answering', 'member_not_answering'],
  ],
  [
    'two silent, no leader',
    { members: [member('m1'), silent('m2'), silent('m3')] },
    'critical',
    ['no_leader', 'quorum_lost', 'member_not_answering', 'member_not_answering'],
  ],
  [
    'all silent',
    { members: [silent('m1'), silent('m2'), silent('m3')] },
    'critical',
    ['quorum_lost', 'member_not_answering', 'member_not_answering', 'member_not_answering'],
  ],
  ['no leader', { members: [member('m1'), member('m2'), member('m3')] }, 'critical', ['no_leader']],
  [
    'a leader that may not be dialled, known to the others',
    {
      leaderId: 'id-m1',
      members: [
        { ...silent('m1'), failure: { code: 'endpoint_not_allowed', detail: '' } },
        member('m2'),
        member('m3'),
      ],
    },
    'warning',
    ['quorum_at_risk', 'member_not_dialled'],
  ],
  [
    'one follower left that hears from a leader',
    { leaderId: 'id-m1', members: [silent('m1'), member('m2'), silent('m3')] },
    'critical',
    ['quorum_not_seen', 'member_not_answering', 'member_not_answering'],
  ],
  [
    'one follower cut off from the others',
    withThird({ errors: ['etcdserver: no leader'] }),
    'warning',
    ['member_error'],
  ],
  [
    'no leader, said once',
    {
      members: ['m1', 'm2', 'm3'].map((name) =>
        member(name, { errors: ['etcdserver: no leader'] }),
      ),
    },
    'critical',
    ['no_leader'],
  ],
  ['one member', { members: [leader] }, 'healthy', ['single_voter']],
  ['four members', { members: [...three, member('m4')] }, 'healthy', ['even_voters']],
  [
    'a learner does not vote',
    { members: [...three, member('m4', { role: 'learner' })] },
    'healthy',
    [],
  ],
  [
    'a learner behind',
    { members: [...three, member('m4', { role: 'learner', raftLag: '1001' })] },
    'warning',
    ['learner_behind'],
  ],
  ['a follower just within', withThird({ raftLag: '1000' }), 'healthy', []],
  ['a follower behind', withThird({ raftLag: '1001' }), 'warning', ['member_behind']],
  ['NOSPACE', { alarms: [{ memberId: 'id-m2', type: 'NOSPACE' }] }, 'critical', ['alarm_nospace']],
  ['CORRUPT', { alarms: [{ memberId: 'gone', type: 'CORRUPT' }] }, 'critical', ['alarm_corrupt']],
  ['quota at 79 %', withThird({ databaseSize: '7999' }), 'healthy', []],
  ['quota at 80 %', withThird({ databaseSize: '8000' }), 'warning', ['quota_filling']],
  ['quota at 95 %', withThird({ databaseSize: '9500' }), 'critical', ['quota_filling']],
  ['quota not exposed', withThird({ databaseSize: '9500', quota: null }), 'healthy', []],
  [
    'fragmented',
    withThird({
      databaseSize: String(300 * mebibyte),
      databaseSizeInUse: String(120 * mebibyte),
      quota: null,
    }),
    'healthy',
    ['fragmented'],
  ],
  [
    'small and fragmented',
    withThird({ databaseSize: '1000', databaseSizeInUse: '10' }),
    'healthy',
    [],
  ],
  ['two patch versions', withThird({ version: '3.5.16' }), 'healthy', ['patch_versions_differ']],
  ['two minor versions', withThird({ version: '3.6.1' }), 'warning', ['versions_differ']],
  ['client certificate 30 days', { clientCertificate: certificate(30) }, 'healthy', []],
  [
    'client certificate 29 days',
    { clientCertificate: certificate(29) },
    'warning',
    ['client_certificate_expiring'],
  ],
  [
    'client certificate 6 days',
    { clientCertificate: certificate(6) },
    'critical',
    ['client_certificate_expiring'],
  ],
  [
    'client certificate expired',
    { clientCertificate: certificate(-1) },
    'critical',
    ['client_certificate_expired'],
  ],
  [
    'server certificate 7 days',
    withThird({ certificate: certificate(7) }),
    'warning',
    ['server_certificate_expiring'],
  ],
  [
    'server certificate expired',
    withThird({ certificate: certificate(-3) }),
    'critical',
    ['server_certificate_expired'],
  ],
  [
    'endpoint not allowed',
    {
      members: [
        ...three,
        member('m4', {
          role: 'learner',
          version: null,
          failure: { code: 'endpoint_not_allowed', detail: '' },
        }),
      ],
    },
    'warning',
    ['member_not_dialled'],
  ],
  [
    'another error of its own',
    withThird({
      errors: ['etcdserver: odd', 'memberID:1 alarm:NOSPACE '],
    }),
    'warning',
    ['member_error'],
  ],
  [
    'nobody known',
    { members: [], failure: { code: 'cluster_unreachable', detail: '' } },
    'unknown',
    ['cluster_unreachable'],
  ],
];

describe('the verdict', () => {
  it.each(rows)('%s', (_name, changes, health, codes) => {
    const assessment = assessCluster(facts(changes));
    expect(assessment.health).toBe(health);
    expect(assessment.reasons.map(({ code }) => code)).toEqual(codes);
  });

  it('puts the most severe reason first', () => {
    const { reasons } = assessCluster(
      facts({
        members: [leader, member('m2', { version: '3.5.16' }), silent('m3')],
        clientCertificate: certificate(-1),
      }),
    );
    expect(reasons.map(({ severity }) => severity)).toEqual([
      'critical',
      'warning',
      'warning',
      'info',
    ]);
  });
});
