import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Panels } from '@/lib/domain/api/metrics';
import { panelIds } from '@/lib/domain/metrics/panel-declaration';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { openStore, type Store } from '../store/store';
import { ClusterCollector } from './cluster-collector';
import { readPanels } from './read-panels';

const intervalMilliseconds = 500;
const rangeMilliseconds = 5 * 60_000;

let cluster: EtcdCluster;
let connection: ClusterConnection;
let directory: string;
let store: Store;
let collector: ClusterCollector;
let rounds = 0;

const open = async (): Promise<void> => {
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
  collector = new ClusterCollector({
    connection,
    store,
    intervalMilliseconds,
    onRound: () => {
      rounds += 1;
    },
  });
};

const panelsAt = (now: number, points = 500): Promise<Panels> =>
  readPanels(
    { store, cluster: cluster.config.name, intervalMilliseconds, now },
    {
      panels: panelIds.join(','),
      from: new Date(now - rangeMilliseconds).toISOString(),
      to: new Date(now).toISOString(),
      points,
    },
  );

const panels = () => panelsAt(Date.now());

const write = async (): Promise<void> => {
  const key = Buffer.from('/collection');
  await connection.putAll([{ key, value: Buffer.alloc(1000, 'v') }]).catch(() => undefined);
};

/** Writes until some rounds more have been stored. */
const collectRounds = async (count: number): Promise<void> => {
  const wanted = rounds + count;
  await waitUntil(`${count} rounds`, async () => {
    await write();
    return rounds >= wanted;
  });
};

const seriesOf = (answer: Panels, panelId: string) =>
  answer.panels.find(({ id }) => id === panelId)?.series ?? [];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-collection-'));
  cluster = await startCluster({ members: 3 });
  connection = connectCluster(cluster.config);
  await open();
  collector.start();
});

afterAll(async () => {
  await collector?.stop();
  await store?.destroy();
  connection?.close();
  await cluster?.stop();
  await rm(directory, { recursive: true, force: true });
});

describe('collecting from a real cluster', () => {
  it('fills every panel for every member', async () => {
    await collectRounds(6);
    const answer = await panels();
    expect(answer.scrapes.map(({ memberName }) => memberName)).toEqual(['m1', 'm2', 'm3']);
    for (const { failure, bytes, milliseconds, url } of answer.scrapes) {
      expect({ failure, url }).toMatchObject({
        failure: null,
        url: expect.stringMatching(/^https/),
      });
      expect(bytes).toBeGreaterThan(1000);
      expect(bytes).toBeLessThan(60_000);
      expect(milliseconds).toBeGreaterThan(0);
    }
    for (const { id, notExposed, series } of answer.panels) {
      expect(new Set(series.map(({ memberName }) => memberName)).size).toBe(3);
      expect(series.every(({ points }) => points.length <= 500)).toBe(true);
      // Peers are probed so rarely that a short test sees no round trip.
      if (id !== 'peer-round-trip') {
        const empty = series.filter(({ latest }) => latest === null);
        expect({ id, notExposed, empty }).toEqual({ id, notExposed: [], empty: [] });
      }
    }
    const [fsync] = seriesOf(answer, 'wal-fsync');
    expect(fsync?.latest?.value).toBeGreaterThan(0);
    expect(fsync?.latest?.upper).toBeGreaterThan(fsync?.latest?.lower ?? 1);
  });

  it('goes on with the others while one member is frozen, and says which', async () => {
    const frozen = cluster.members[2];
    frozen?.pause();
    await collectRounds(6);
    const answer = await panels();
    frozen?.resume();
    expect(answer.scrapes.map(({ failure }) => failure)).toEqual([null, null, 'deadline_exceeded']);
    const sizes = seriesOf(answer, 'database-size').filter(({ part }) => part === 'size');
    expect(sizes.map(({ latest }) => latest === null)).toEqual([false, false, true]);
    await waitUntil('the frozen member read again', async () => {
      return (await panels()).scrapes[2]?.failure === null;
    });
  });

  it('has a gap and a mark for a killed leader, and no negative or spiked value', async () => {
    const leading = seriesOf(await panels(), 'leader-changes').length;
    expect(leading).toBe(3);
    const leader = await leaderMember();
    await leader.stop();
    await collectRounds(5);
    await leader.start();
    await leader.untilHealthy();
    await collectRounds(6);
    const answer = await panels();
    const marks = answer.marks.map(({ kind, memberName }) => `${kind} ${memberName}`);
    expect(marks).toContain(`restart ${leader.name}`);
    expect(marks.some((mark) => mark.startsWith('leader-change'))).toBe(true);
    const limits = { 'client-received': 5e6, 'client-sent': 5e6, 'proposals-committed': 5000 };
    for (const { id, series } of answer.panels) {
      const values = series.flatMap(({ points }) => points.flatMap(([, value]) => value ?? []));
      expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
      for (const [limited, limit] of Object.entries(limits)) {
        expect(id === limited && Math.max(...values) > limit).toBe(false);
      }
    }
    const ofLeader = seriesOf(answer, 'client-received').find(
      ({ memberName }) => memberName === leader.name,
    );
    const values = ofLeader?.points.map(([, value]) => value) ?? [];
    const first = values.findIndex((value) => value !== null);
    expect(values.slice(first, -1)).toContain(null);
    expect(ofLeader?.latest).not.toBeNull();
  });

  it('keeps everything over a restart of our own', async () => {
    await collector.stop();
    const now = Date.now();
    const before = await panelsAt(now);
    await store.destroy();
    await open();
    expect(await panelsAt(now)).toEqual(before);
    collector.start();
    await collectRounds(3);
    const after = await panels();
    expect(after.collectedFrom).toBe(before.collectedFrom);
    expect(after.marks.length).toBe(before.marks.length);
  });
});

const leaderMember = async () => {
  const listed = await connection.members();
  const statuses = await Promise.all(
    listed.map(async (member) => ({ member, status: await member.connection?.status() })),
  );
  const found = statuses.find(
    ({ member, status }) => status !== undefined && status.leaderId === member.listed.id,
  );
  const leader = cluster.members.find(({ name }) => name === found?.member.listed.name);
  if (leader === undefined) {
    throw new Error('the cluster has no leader');
  }
  return leader;
};
