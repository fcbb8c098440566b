import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overviewSchema } from '@/lib/domain/api/overview';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import { clusterDefaults } from '../config/cluster-defaults';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { observeCluster } from './observe-cluster';

const codes = (overview: { reasons: readonly { code: string }[] }) =>
  overview.reasons.map(({ code }) => code);

describe('three members', () => {
  let cluster: EtcdCluster;
  let connection: ClusterConnection;

  beforeAll(async () => {
    cluster = await startCluster({ members: 3, arguments: ['--quota-backend-bytes=100000000'] });
    connection = connectCluster(cluster.config);
  });

  afterAll(async () => {
    connection?.close();
    await cluster?.stop();
  });

  it('are healthy, with every fact their version exposes', async () => {
    const overview = await observeCluster(connection);
    expect(overview).toMatchObject({
      health: 'healthy',
      reasons: [],
      answered: 3,
      voters: 3,
      quorum: 2,
      failuresSurvivable: 1,
      alarms: [],
      clientCertificate: { subject: 'CN=client' },
    });
    expect(overview.members.map(({ name }) => name)).toEqual(['m1', 'm2', 'm3']);
    expect(overview.members.filter(({ role }) => role === 'leader')).toHaveLength(1);
    for (const member of overview.members) {
      expect(member).toMatchObject({
        quota: '100000000',
        certificate: { subject: 'CN=server' },
        failure: null,
      });
    }
    expect(overviewSchema.safeParse({ ...overview, leaderSince: null }).error).toBeUndefined();
  });

  it('answer within 3 s with one frozen, and say which', async () => {
    const [frozen] = cluster.members;
    frozen?.pause();
    try {
      // A process with many threads takes a moment to freeze.
      await waitUntil('silence', async () => (await observeCluster(connection)).answered === 2);
      const fresh = connectCluster(cluster.config);
      for (const connected of [connection, fresh]) {
        const startedAt = performance.now();
        const overview = await observeCluster(connected);
        expect(performance.now() - startedAt).toBeLessThan(3_000);
        expect(overview.answered).toBe(2);
        expect(codes(overview)).toEqual(
          expect.arrayContaining(['quorum_at_risk', 'member_not_answering']),
        );
        const silent = overview.members.find(({ name }) => name === frozen?.name);
        expect(silent).toMatchObject({ version: null, failure: { code: 'deadline_exceeded' } });
      }
      fresh.close();
    } finally {
      frozen?.resume();
    }
    await waitUntil('all three', async () => (await observeCluster(connection)).answered === 3);
  });

  it('show a new leader within 10 s after the leader was killed', async () => {
    const before = await observeCluster(connection);
    const leader = before.members.find(({ id }) => id === before.leaderId);
    const killed = cluster.members.find(({ name }) => name === leader?.name);
    await killed?.stop();
    const after = await waitUntil(
      'new leader',
      async () => {
        const overview = await observeCluster(connection);
        const isNew = overview.leaderId !== null && overview.leaderId !== before.leaderId;
        return isNew && overview;
      },
      10_000,
    );
    expect(after.health).toBe('warning');
    expect(after.failuresSurvivable).toBe(0);
    const [, other] = cluster.members.filter((member) => member !== killed);
    await other?.stop();
    const lost = await waitUntil('lost quorum', async () => {
      const overview = await observeCluster(connection);
      return codes(overview).includes('quorum_lost') && overview;
    });
    expect(lost.health).toBe('critical');
    await Promise.all([killed?.start(), other?.start()]);
    await waitUntil('healthy again', async () => {
      const overview = await observeCluster(connection);
      return overview.health === 'healthy';
    });
  });
});

describe('a full database', () => {
  it('is a critical alarm with the member named', async () => {
    const cluster = await startCluster({
      members: 1,
      arguments: ['--quota-backend-bytes=4000000'],
    });
    const connection = connectCluster(cluster.config);
    const key = new TextEncoder().encode('big');
    try {
      await expect(async () => {
        for (let index = 0; index < 20; index += 1) {
          await connection.putAll([{ key, value: new Uint8Array(1_000_000) }]);
        }
      }).rejects.toMatchObject({ code: 'etcd_refused' });
      const overview = await waitUntil('alarm', async () => {
        const observed = await observeCluster(connection);
        return observed.alarms.length > 0 && observed;
      });
      expect(overview.health).toBe('critical');
      expect(overview.alarms).toEqual([{ memberId: overview.members[0]?.id, type: 'NOSPACE' }]);
      expect(codes(overview)).toEqual(expect.arrayContaining(['alarm_nospace', 'single_voter']));
    } finally {
      connection.close();
      await cluster.stop();
    }
  });
});

describe('advertised client URLs', () => {
  it('are not dialled unless allowed; the member at a configured endpoint is known by its id', async () => {
    const cluster = await startCluster({
      members: 3,
      arguments: ['--advertise-client-urls=https://10.255.255.1:2379'],
    });
    const [first] = cluster.members;
    const connection = connectCluster({
      ...cluster.config,
      endpoints: [first?.endpoint ?? ''],
    });
    try {
      const overview = await observeCluster(connection);
      const [known, ...refused] = overview.members;
      expect(known).toMatchObject({ name: 'm1', endpoint: first?.endpoint, failure: null });
      for (const member of refused) {
        expect(member).toMatchObject({
          endpoint: null,
          failure: {
            code: 'endpoint_not_allowed',
            detail: expect.stringContaining('allowedHosts'),
          },
        });
      }
      expect(codes(overview)).toContain('member_not_dialled');
    } finally {
      connection.close();
      await cluster.stop();
    }
  });
});

describe('nobody', () => {
  it('is an unknown cluster with the reason', async () => {
    const connection = connectCluster({
      name: 'gone',
      displayName: 'gone',
      endpoints: ['http://127.0.0.1:1'],
      tls: undefined,
      ...clusterDefaults,
      source: 'test',
    });
    const overview = await observeCluster(connection);
    connection.close();
    expect(overview).toMatchObject({ health: 'unknown', members: [], answered: 0 });
    expect(codes(overview)).toEqual(['cluster_unreachable']);
  });
});
