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
import { RowShape } from './row-shape';
import { scrapeMember } from './scrape-member';
import { StepClock } from './step-clock';

const intervalMilliseconds = 500;
/** Panels that have values soon after any cluster has started and is written to. */
const soonFilled = [
  'wal-fsync',
  'backend-commit',
  'leader-changes',
  'proposals-committed',
  'proposals-applied',
  'proposals-pending',
  'proposals-failed',
  'client-received',
  'client-sent',
  'database-size',
  'memory',
  'uptime',
];

const rangeMilliseconds = 5 * 60_000;

let cluster: EtcdCluster;
let connection: ClusterConnection;
let directory: string;
let store: Store;
let collector: ClusterCollector;
let rounds = 0;
/** How far our clock is from the true one. */
let clockError = 0;

const now = (): number => Date.now() + clockError;

const open = async (): Promise<void> => {
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
  collector = new ClusterCollector({
    connection,
    store,
    intervalMilliseconds,
    clock: new StepClock({ wall: now }),
    onRound: () => {
      rounds += 1;
    },
  });
};

const panelsAt = (time: number, points = 500): Promise<Panels> =>
  readPanels(
    { store, cluster: cluster.config.name, intervalMilliseconds, now: time },
    {
      panels: panelIds.join(','),
      from: new Date(time - rangeMilliseconds).toISOString(),
      to: new Date(time).toISOString(),
      points,
    },
  );

const panels = () => panelsAt(now());

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

const expectNoSpike = (answer: Panels): void => {
  const limits = { 'client-received': 5e6, 'client-sent': 5e6, 'proposals-committed': 5000 };
  for (const { id, series } of answer.panels) {
    const values = series.flatMap(({ points }) => points.flatMap(([, value]) => value ?? []));
    // etcd says so of a store that was never compacted.
    const least = id === 'revision-numbers' ? -1 : 0;
    expect(values.every((value) => value >= least && Number.isFinite(value))).toBe(true);
    for (const [limited, limit] of Object.entries(limits)) {
      expect(id === limited && Math.max(...values) > limit).toBe(false);
    }
  }
};

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
  it('fills the panels of every member', async () => {
    await collectRounds(6);
    const answer = await panels();
    expect(answer.scrapes.map(({ memberName }) => memberName)).toEqual(['m1', 'm2', 'm3']);
    for (const { failure, bytes, pageBytes, milliseconds, url } of answer.scrapes) {
      expect({ failure, url }).toMatchObject({
        failure: null,
        url: expect.stringMatching(/^https/),
      });
      expect(bytes).toBeGreaterThan(1000);
      expect(bytes).toBeLessThan(60_000);
      expect(pageBytes).toBeGreaterThan(100_000);
      expect(milliseconds).toBeGreaterThan(0);
    }
    for (const { id, notExposed, series } of answer.panels) {
      expect(new Set(series.map(({ memberName }) => memberName)).size).toBe(3);
      expect(series.every(({ points }) => points.length <= 500)).toBe(true);
      if (soonFilled.includes(id)) {
        const empty = series.filter(({ latest }) => latest === null);
        expect({ id, notExposed, empty }).toEqual({ id, notExposed: [], empty: [] });
      }
    }
    const [fsync] = seriesOf(answer, 'wal-fsync');
    expect(seriesOf(answer, 'members-up').map(({ latest }) => latest?.value)).toEqual([1, 1, 1]);
    expect(fsync?.latest?.value).toBeGreaterThan(0);
    expect(fsync?.latest?.upper).toBeGreaterThan(fsync?.latest?.lower ?? 1);
  });

  it('goes on with the others while one member is frozen, and says which', async () => {
    const frozen = cluster.members[2];
    frozen?.pause();
    await collectRounds(6);
    const answer = await panels();
    const answers = seriesOf(answer, 'members-up').map(({ latest }) => latest?.value);
    expect(answers).toEqual([1, 1, 0]);
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
    expectNoSpike(answer);
    const ofLeader = seriesOf(answer, 'client-received').find(
      ({ memberName }) => memberName === leader.name,
    );
    const values = ofLeader?.points.map(([, value]) => value) ?? [];
    const first = values.findIndex((value) => value !== null);
    expect(values.slice(first, -1)).toContain(null);
    expect(ofLeader?.latest).not.toBeNull();
  });

  it('has a gap, a mark and no spike where our own clock is set back', async () => {
    await collectRounds(4);
    clockError -= 1700;
    await collectRounds(6);
    const answer = await panels();
    expect(answer.marks.map(({ kind }) => kind)).toContain('clock-step');
    expectNoSpike(answer);
    expect(seriesOf(answer, 'client-received').every(({ latest }) => latest !== null)).toBe(true);
  });

  it('reads the page of whichever URL answers, and says which', async () => {
    const [member] = await connection.members();
    const real = member?.connection;
    if (member === undefined || real === undefined) {
      throw new Error('the cluster has no member');
    }
    const nobody = 'https://127.0.0.1:1';
    const config = { ...cluster.config, metricsUrls: [real.endpoint] };
    const { outcome, row } = await scrapeMember(
      { ...connection, config },
      { ...member, connection: { ...real, endpoint: nobody } },
      {
        timeoutMilliseconds: 3000,
        preferredUrl: `${nobody}/metrics`,
        shape: new RowShape(),
        clock: new StepClock(),
        signal: new AbortController().signal,
      },
    );
    expect(outcome).toMatchObject({ url: `${real.endpoint}/metrics`, failure: undefined });
    expect(row?.layout.length).toBeGreaterThan(100);
  });

  it('marks a compaction once', async () => {
    const { header } = JSON.parse(await cluster.etcdctl('get', 'none', '--write-out=json'));
    await cluster.etcdctl('compaction', String(header.revision));
    await waitUntil('a mark', async () => {
      await collectRounds(2);
      return (await panels()).marks.some(({ kind }) => kind === 'compaction');
    });
    await collectRounds(2);
    const marks = (await panels()).marks.filter(({ kind }) => kind === 'compaction');
    expect(marks).toHaveLength(1);
  });

  it('keeps everything over a restart of our own', async () => {
    await collector.stop();
    const stopped = now();
    const before = await panelsAt(stopped);
    await store.destroy();
    await open();
    expect(await panelsAt(stopped)).toEqual(before);
    collector.start();
    await collectRounds(3);
    const after = await panels();
    expect(after.collectedFrom).toBe(before.collectedFrom);
    expect(after.marks.length).toBe(before.marks.length);
  });

  it('marks once that a leader lost its place and won it again while nobody collected', async () => {
    const leaderMarks = async () =>
      (await panels()).marks.filter(({ kind }) => kind === 'leader-change');
    const leader = await leaderMember();
    const before = await leaderMarks();
    await collector.stop();
    await store.destroy();
    await moveLeader(leader.name, cluster.members.find((member) => member !== leader)?.name ?? '');
    await moveLeader((await leaderMember()).name, leader.name);
    await open();
    collector.start();
    await waitUntil('a mark', async () => (await leaderMarks()).length > before.length);
    await collectRounds(4);
    const marks = (await leaderMarks()).slice(before.length);
    expect(marks.map(({ memberName }) => memberName)).toEqual([leader.name]);
  });
});

const moveLeader = async (from: string, to: string): Promise<void> => {
  const target = (await connection.members()).find(({ listed }) => listed.name === to);
  const endpoint = cluster.members.find(({ name }) => name === from)?.endpoint;
  await cluster.etcdctl(`--endpoints=${endpoint}`, 'move-leader', target?.listed.id ?? '');
  await waitUntil('the other leader', async () => (await leaderMember()).name === to);
};

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
