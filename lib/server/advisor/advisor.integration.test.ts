import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as advisor from '@/app/api/v1/clusters/[cluster]/advisor/route';
import * as slow from '@/app/api/v1/clusters/[cluster]/advisor/slow/route';
import { type Advice, adviceSchema, type Slowness, slownessSchema } from '@/lib/domain/api/advisor';
import { utf8Bytes } from '@/lib/domain/bytes';
import { type MemberProcess, memberProcess } from '@/scripts/etcd/member-process';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { freePorts } from '@/scripts/free-ports';
import { waitUntil } from '@/scripts/wait-until';
import { readOverview } from '../clusters/read-overview';
import { clusterConnection, clusterConnections } from '../etcd/cluster-connections';
import { callRoute, forgetRates, loggedIn, problemIn, startTestServer } from '../http/testing';
import { ClusterCollector } from '../metrics/cluster-collector';
import { StepClock } from '../metrics/step-clock';
import { saveEditedRule } from '../store/alert-settings';
import { viewCollection } from '../watch/change-collectors';

const mebibyte = 1024 * 1024;
const quota = 180 * mebibyte;
const filled = 130;
const scrapeMilliseconds = 1_000;

let single: EtcdCluster;
let pair: EtcdCluster;
let plain: MemberProcess;
let learner: MemberProcess;
let server: Awaited<ReturnType<typeof startTestServer>>;
let viewer: { headers: Record<string, string> };

/** A member without TLS, in the folder of another cluster. */
const startPlain = async ({ programs, directory }: EtcdCluster): Promise<string> => {
  const [client, peer] = (await freePorts(2)).map((port) => `http://127.0.0.1:${port}`);
  const parameters = [
    ...['--name=plain', `--data-dir=${path.join(directory, 'plain')}`],
    ...[`--listen-client-urls=${client}`, `--advertise-client-urls=${client}`],
    ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`],
    `--initial-cluster=plain=${peer}`,
  ];
  plain = memberProcess(programs.etcd, parameters, path.join(directory, 'plain.log'));
  await plain.start();
  return client ?? '';
};

/** Adds a learner to a cluster and starts it. */
const startLearner = async (cluster: EtcdCluster): Promise<void> => {
  const { programs, directory, files } = cluster;
  const [client, peer] = (await freePorts(2)).map((port) => `https://127.0.0.1:${port}`);
  // etcd takes no new member before the others have been connected for five seconds.
  const added = await waitUntil('the learner is added', () =>
    cluster.etcdctl('member', 'add', 'l1', '--learner', `--peer-urls=${peer}`),
  );
  const [, initial = ''] = /ETCD_INITIAL_CLUSTER="([^"]+)"/.exec(added) ?? [];
  const certificate = path.join(directory, 'tls', 'server.pem');
  const key = path.join(directory, 'tls', 'server-key.pem');
  const parameters = [
    ...[
      '--name=l1',
      `--data-dir=${path.join(directory, 'l1')}`,
      '--initial-cluster-state=existing',
    ],
    ...[`--listen-client-urls=${client}`, `--advertise-client-urls=${client}`],
    ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`],
    ...[`--initial-cluster=${initial}`, '--client-cert-auth', '--peer-client-cert-auth'],
    ...[`--trusted-ca-file=${files.ca}`, `--cert-file=${certificate}`, `--key-file=${key}`],
    ...[`--peer-trusted-ca-file=${files.ca}`, `--peer-cert-file=${certificate}`],
    `--peer-key-file=${key}`,
  ];
  learner = memberProcess(programs.etcd, parameters, path.join(directory, 'l1.log'));
  await learner.start();
};

const adviceOn = async (cluster: string): Promise<Advice> => {
  const request = { params: { cluster }, headers: viewer.headers };
  return adviceSchema.parse(await (await callRoute(advisor.GET, request)).json());
};

const slownessOn = async (cluster: string, minutes: number): Promise<Slowness> => {
  forgetRates();
  const request = {
    params: { cluster },
    headers: viewer.headers,
    query: `?minutes=${minutes}`,
  };
  return slownessSchema.parse(await (await callRoute(slow.GET, request)).json());
};

const severityOf = ({ findings }: Advice, id: string): string | undefined =>
  findings.find((finding) => finding.id === id)?.severity;

const fill = async (): Promise<void> => {
  const connection = clusterConnection('single');
  const value = new Uint8Array(mebibyte);
  for (let index = 0; index < filled; index += 1) {
    await connection.putAll([{ key: utf8Bytes(`/fill/${index}`), value }]);
  }
};

const empty = async (): Promise<void> => {
  await single.etcdctl('del', '/fill/', '--prefix');
  await single.etcdctl('compact', await clusterConnection('single').keys.revision(), '--physical');
};

beforeAll(async () => {
  [single, pair] = await Promise.all([
    startCluster({ members: 1, arguments: [`--quota-backend-bytes=${quota}`] }),
    startCluster({ members: 2 }),
  ]);
  const endpoint = await startPlain(single);
  server = await startTestServer({
    scrapeIntervalSeconds: scrapeMilliseconds / 1_000,
    clusters: [
      { ...single.config, name: 'single' },
      { ...pair.config, name: 'pair' },
      { ...single.config, name: 'plain', endpoints: [endpoint], tls: undefined },
    ],
  });
  await startLearner(pair);
  viewer = await loggedIn('viewer', 'viewer');
});

beforeEach(forgetRates);

afterAll(async () => {
  for (const open of clusterConnections()) {
    open.close();
  }
  await Promise.all([plain?.stop(), learner?.stop()]);
  await server?.stop();
  await Promise.all([single?.stop(), pair?.stop()]);
});

describe('the advisor on real clusters', () => {
  it('finds that members are even, that a learner waits, that authentication is off', async () => {
    const lagOf = async () =>
      (await readOverview('pair')).members.find(({ name }) => name === 'l1')?.raftLag;
    await waitUntil('the learner answers', async () => typeof (await lagOf()) === 'string', 20_000);
    const advice = await adviceOn('pair');
    expect(severityOf(advice, 'even-members')).toBe('warning');
    expect(severityOf(advice, 'learner')).toMatch(/info|warning/);
    expect(severityOf(advice, 'backup-missing')).toBe('warning');
    expect(severityOf(advice, 'single-member')).toBeUndefined();
    expect(advice.passed).toEqual(expect.arrayContaining(['no-leader', 'no-tls', 'clock-skew']));
    const unknown = advice.unknown.map(({ id, reason }) => `${id}: ${reason}`);
    expect(unknown).toContain('fsync-slow: no-samples');
    expect(unknown).toContain('large-values: no-scan');
  });

  it('finds plain http and, with nothing that proves who asks, a worse lack of authentication', async () => {
    const advice = await adviceOn('plain');
    expect(severityOf(advice, 'single-member')).toBe('warning');
    expect(severityOf(advice, 'no-tls')).toBe('warning');
    const isTold = !advice.unknown.some(({ id }) => id === 'authentication-off');
    expect(severityOf(advice, 'authentication-off')).toBe(isTold ? 'warning' : undefined);
  });

  it('finds a quota that fills, and then a file of holes', async () => {
    await fill();
    const findings = async () => {
      const { findings: found } = await adviceOn('single');
      return found.map(({ id }) => id);
    };
    await expect.poll(findings, { timeout: 20_000, interval: 500 }).toContain('quota-near');
    expect(await findings()).not.toContain('fragmentation');
    await empty();
    await expect.poll(findings, { timeout: 20_000, interval: 500 }).toContain('fragmentation');
    const advice = await adviceOn('single');
    const commands = advice.findings.find(({ id }) => id === 'fragmentation')?.commands;
    expect(commands).toEqual([
      `etcdctl defrag --command-timeout=10m --endpoints=${single.config.endpoints[0]}`,
    ]);
    expect(severityOf(advice, 'single-member')).toBe('warning');
  });

  it('names a storm of writes, of a history that is seconds old', async () => {
    const connection = clusterConnection('pair');
    const collector = new ClusterCollector({
      connection,
      store: server.store,
      intervalMilliseconds: scrapeMilliseconds,
      clock: new StepClock(),
      onRound: () => undefined,
    });
    collector.start();
    viewCollection(connection, new Uint8Array(), 'operator');
    const stormOf = async () => {
      await connection.putAll(
        Array.from({ length: 100 }, (_, index) => ({
          key: utf8Bytes(`/storm/${index}`),
          value: utf8Bytes('x'),
        })),
      );
      const { causes } = await slownessOn('pair', 1);
      return causes.find(({ id }) => id === 'write-storm')?.score ?? 0;
    };
    try {
      await expect.poll(stormOf, { timeout: 20_000, interval: 50 }).toBeGreaterThan(0.2);
      const { unknown, causes } = await slownessOn('pair', 1);
      expect(unknown.map(({ id }) => id)).not.toContain('disk');
      const storm = causes.find(({ id }) => id === 'write-storm');
      const [prefix] = storm?.evidence.filter(({ code }) => code === 'prefix-writes') ?? [];
      expect(prefix?.parameters.prefix).toBe('/storm/');
      const advice = await adviceOn('pair');
      expect(advice.unknown.map(({ id }) => id)).not.toContain('commit-slow');
      const seldom = causes.find(({ id }) => id === 'defragmentation');
      expect(seldom?.evidence).toEqual([{ code: 'none-seen', parameters: {} }]);
    } finally {
      await collector.stop();
    }
  });

  it('says that nothing was sampled where nothing was, instead of naming a cause', async () => {
    const slowness = await slownessOn('single', 5);
    expect(slowness.verdict).toBe('unknown');
    expect(slowness.causes.map(({ id, score }) => [id, score])).toEqual([['no-quorum', 0]]);
    expect(slowness.unknown.every(({ reason }) => reason === 'no-samples')).toBe(true);
    expect(Date.parse(slowness.to) - Date.parse(slowness.from)).toBe(5 * 60_000);
  });

  it('warns of an old backup from the age on that the alert is set to', async () => {
    const backupFinding = async () => {
      const { findings } = await adviceOn('plain');
      const found = findings.find(({ id }) => id === 'backup-missing');
      return [found?.severity, found?.parameters.limit];
    };
    const limit = (hours: number) => ({ value: hours * 3_600, unit: 'duration' });
    expect(await backupFinding()).toEqual(['warning', limit(168)]);
    const edited = { thresholds: { hours: 30 }, forSeconds: 0, enabled: false };
    const rule = { cluster: 'plain', rule: 'backup-too-old' };
    await saveEditedRule(server.store, rule, {
      ...{ edited, reason: 'backed up elsewhere', set_by: 'operator' },
      set_at: Date.now(),
    });
    await expect
      .poll(backupFinding, { timeout: 10_000, interval: 500 })
      .toEqual(['info', limit(30)]);
  });

  it('says before all else that a quorum is lost, and who is silent', async () => {
    pair.members[1]?.pause();
    try {
      const first = async () => {
        const { verdict, causes } = await slownessOn('pair', 2);
        return `${verdict} ${causes[0]?.id} ${causes[0]?.score}`;
      };
      await expect.poll(first, { timeout: 25_000, interval: 1_000 }).toBe('cause no-quorum 1');
      const { causes, symptoms } = await slownessOn('pair', 2);
      expect(symptoms[0]?.code).toBe('symptom-no-quorum');
      const silent = causes[0]?.evidence.find(({ code }) => code.startsWith('member-failure'));
      expect(silent?.parameters.member).toBe('m2');
    } finally {
      pair.members[1]?.resume();
    }
  });

  it('refuses what is no time, and a cluster that is none', async () => {
    const { headers } = viewer;
    const long = { params: { cluster: 'pair' }, headers, query: '?minutes=61' };
    expect((await problemIn(await callRoute(slow.GET, long))).code).toBe('invalid_input');
    const unknown = { params: { cluster: 'nowhere' }, headers };
    expect((await problemIn(await callRoute(advisor.GET, unknown))).code).toBe('unknown_cluster');
  });
});
