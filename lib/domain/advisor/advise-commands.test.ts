import { describe, expect, it } from 'vitest';
import type { Finding } from '../api/advisor';
import type { Member } from '../api/overview';
import { advise } from './advise';
import type { CertificateKeeper, ClusterEvidence } from './cluster-evidence';
import type { RuleId } from './rule-ids';
import { backup, evidenceOf, lines, member, members, overviewOf, three } from './testing';

const findingOf = (id: RuleId, change: Partial<ClusterEvidence>): Finding | undefined =>
  advise(evidenceOf(change)).findings.find((finding) => finding.id === id);

const commandsOf = (id: RuleId, change: Partial<ClusterEvidence>): string[] | undefined =>
  findingOf(id, change)?.commands;

const gibibyte = 1024 ** 3;
const silent = { version: null, endpoint: null } as const;
const learner = member('m3', { role: 'learner' });
const slowDisk = {
  recent: lines({ panel: 'wal-fsync', part: 'p99', value: 0.03, lower: 0.016, upper: 0.032 }),
};
const everywhere = 'https://m1:2379,https://m2:2379,https://m3:2379';

describe('a command', () => {
  it.each([
    ['3.4.23', 'etcdctl'],
    ['3.5.16', 'etcdutl'],
  ])('about the backup of an etcd %s names %s', (version, program) => {
    const taken = backup('2026-11-22T11:00:00Z', { etcdVersion: version });
    expect(commandsOf('backup-unproved', { backups: { value: [taken] } })).toEqual([
      `${program} snapshot status b.db --write-out=table`,
      `${program} snapshot restore b.db --data-dir=/tmp/restore-trial`,
    ]);
  });

  it('to take a backup names one member, as etcdctl demands', () => {
    expect(commandsOf('backup-missing', {})).toEqual([
      'etcdctl snapshot save etcd-backup.db --endpoints=https://m2:2379',
    ]);
  });

  it('needs no quorum where there may be none', () => {
    const { overview } = evidenceOf(three(silent));
    expect(commandsOf('no-leader', { overview: { ...overview, leaderId: null } })).toEqual([
      `etcdctl endpoint status --endpoints=${everywhere} -w table`,
    ]);
    expect(commandsOf('member-silent', { overview })?.[0]).toBe(
      'etcdctl endpoint health --endpoints=https://m2:2379,https://m3:2379,https://m1:2379',
    );
  });

  it('that defragments goes to no learner, and to the leader last', () => {
    const size = { databaseSize: '500000000' };
    const list = [member('m1', size), member('m2', size), { ...learner, ...size }];
    expect(commandsOf('fragmentation', members(...list))).toEqual([
      'etcdctl defrag --command-timeout=10m --endpoints=https://m2:2379',
      'etcdctl defrag --command-timeout=10m --endpoints=https://m1:2379',
    ]);
    const alarms = [{ memberId: 'm1', type: 'NOSPACE' as const }];
    const overview = overviewOf([member('m1'), member('m2'), learner], { alarms });
    expect(commandsOf('alarm-nospace', { overview })?.[1]).toBe(
      'etcdctl defrag --command-timeout=10m --endpoints=https://m2:2379,https://m1:2379',
    );
  });

  it('disarms what stays raised after the member is gone', () => {
    const alarms = [{ memberId: 'm2', type: 'CORRUPT' as const }];
    const { overview } = evidenceOf();
    expect(commandsOf('alarm-corrupt', { overview: { ...overview, alarms } })).toEqual([
      'etcdctl endpoint hashkv --endpoints=https://m2:2379,https://m3:2379,https://m1:2379',
      'etcdctl alarm disarm --endpoints=https://m2:2379,https://m3:2379,https://m1:2379',
    ]);
  });

  it('names endpoints where etcdctl needs one, and nowhere else', () => {
    const { overview } = evidenceOf(three({ role: 'learner' }));
    const voters = '--endpoints=https://m3:2379,https://m1:2379';
    expect(commandsOf('learner', { overview })).toEqual([`etcdctl member promote m2 ${voters}`]);
    expect(commandsOf('fsync-slow', slowDisk)?.join()).not.toContain('--endpoints');
  });

  it('renews certificates as those who issued them do, and is none where that is not known', () => {
    const { certificate } = member('m1');
    const ending = certificate && three({ certificate: { ...certificate, daysLeft: 3 } });
    const renewed = (certificateKeeper: CertificateKeeper) =>
      commandsOf('certificate-expiry', { ...ending, certificateKeeper });
    expect(renewed('kubeadm')).toContain('kubeadm certs renew all');
    expect(renewed('k3s')?.join()).toContain('k3s certificate rotate');
    expect(renewed('rke2')?.join()).toContain('rke2 certificate rotate');
    expect(renewed('kubekey')).toEqual([]);
    expect(renewed('unknown')).toEqual([]);
  });

  it('about learners is of every one of them', () => {
    const unstarted: Partial<Member> = { role: 'learner', name: '', clientUrls: [], version: null };
    const list = [
      member('m1'),
      member('m2', { role: 'learner' }),
      member('m3', { ...unstarted, endpoint: null }),
    ];
    const finding = findingOf('learner', members(...list));
    expect(finding?.parameters).toEqual({ member: 'm3', state: 'unstarted', count: 2 });
    expect(finding?.evidence.map(({ code }) => code)).toEqual(['learner-unstarted', 'learner-lag']);
    expect(finding?.commands.map((command) => command.split(' --')[0])).toEqual([
      'etcdctl member remove m3',
      'etcdctl member promote m2',
    ]);
  });

  it('never makes a quota smaller', () => {
    const full = (quota: number) =>
      commandsOf('quota-near', three({ quota: `${quota}`, databaseSize: `${quota * 0.9}` }));
    expect(full(2 * gibibyte)).toContain('etcd --quota-backend-bytes=8589934592');
    expect(full(16 * gibibyte)?.join()).not.toContain('--quota-backend-bytes');
  });

  it('about TLS is of what is plain, and keeps the scheme of peers', () => {
    const peers = commandsOf('no-tls', three({ peerUrls: ['http://10.0.0.1:2380'] }));
    expect(peers?.[0]).toContain('etcdctl member update');
    expect(peers?.join()).not.toContain('--listen-client-urls');
    const alone = members(member('m1', { peerUrls: ['http://10.0.0.1:2380'] }));
    expect(commandsOf('single-member', alone)?.[0]).toContain('--peer-urls=http://<host>');
  });
});

describe('how bad it is', () => {
  it('is said of the worst member, also where another one is fuller', () => {
    const day = lines({
      panel: 'database-size',
      part: 'size',
      member: 'm2',
      value: 1_200_000_000,
      history: [1_000_000_000, ...Array(12).fill(1_100_000_000)],
    });
    const { overview } = evidenceOf();
    const sizes = ['1503238553', '1200000000', '90000000'];
    const list = overview.members.map((one, index) => ({
      ...one,
      databaseSize: `${sizes[index]}`,
    }));
    const finding = findingOf('quota-near', { day, overview: { ...overview, members: list } });
    expect(finding).toMatchObject({
      severity: 'warning',
      parameters: { member: 'm2', growth: 'soon' },
    });
  });

  it('is no loss of a vote where only a learner is silent', () => {
    const list = [member('m1'), { ...learner, ...silent }];
    const overview = overviewOf(list, { failuresSurvivable: 0 });
    expect(findingOf('member-silent', { overview })).toBeUndefined();
    expect(findingOf('learner', { overview })?.severity).toBe('warning');
  });

  it('is no flapping leader where one member restarts again and again', () => {
    const changes = (member: string, history: number[]) =>
      ({ panel: 'leader-changes', member, value: 1, history }) as const;
    const restarts = changes('m1', [1, 1, 1]);
    const flapping = (...others: number[][]) =>
      findingOf('leader-flapping', {
        recent: lines(restarts, ...others.map((one, index) => changes(`m${index + 2}`, one))),
      });
    expect(flapping([0, 0, 0], [0, 0, 0])).toBeUndefined();
    expect(flapping([0, 1, 1], [0, 0, 0])?.parameters).toEqual({ changes: 3 });
  });

  it('counts flaws of TLS only where there is TLS, and links what was published', () => {
    const flawsOf = (scheme: string) =>
      findingOf(
        'vulnerable-version',
        members(
          member('m1', {
            version: '3.5.31',
            clientUrls: [`${scheme}://m1:2379`],
            peerUrls: [`${scheme}://m1:2380`],
          }),
        ),
      )?.evidence ?? [];
    const codes = (scheme: string) => flawsOf(scheme).map(({ code }) => code);
    expect(codes('https')).toEqual(['flaw-access', 'flaw-availability', 'flaw-revocation']);
    expect(codes('http')).toEqual(['flaw-access']);
    expect(flawsOf('https')[1]?.url).toBe(
      'https://github.com/etcd-io/etcd/security/advisories/GHSA-6vch-q96h-7gc3',
    );
  });

  it('counts flaws of clusters of one only there', () => {
    const flaws = (...list: Parameters<typeof members>) =>
      findingOf('vulnerable-version', members(...list))?.evidence.map(
        ({ parameters }) => parameters.flaw,
      );
    const old = (name: string) => member(name, { version: '3.5.4' });
    expect(flaws(old('m1'))).toContain('etcd-io/etcd#14370');
    expect(flaws(old('m1'), old('m2'), old('m3'))).not.toContain('etcd-io/etcd#14370');
    expect(flaws(old('m1'), old('m2'), old('m3'))).toContain('etcd-io/etcd#14685');
  });
});
