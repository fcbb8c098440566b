import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Panels } from '@/lib/domain/api/metrics';
import { recordMembers } from '../store/scrape-targets';
import { openStore, type Store } from '../store/store';
import { storeRound } from '../store/store-round';
import { ClusterHistory } from './cluster-history';
import { readPage } from './read-page';
import { readPanels } from './read-panels';
import { RowShape } from './row-shape';
import { StepClock } from './step-clock';

const cluster = 'test';
const interval = 15_000;
const begun = 1_760_000_000_000;

/** What a member's traffic is in bytes a second, so that any other value is a wrong one. */
const pace = 100;

let directory: string;
let store: Store;
/** What is true: milliseconds since it began, whatever any clock shows. */
let elapsed: number;
let clockError: number;
let clock: StepClock;
let history: ClusterHistory;
let shapes: Map<string, RowShape>;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-changes-'));
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
  elapsed = 0;
  clockError = 0;
  startOurselves();
});

afterEach(async () => {
  await store.destroy();
  await rm(directory, { recursive: true, force: true });
});

const startOurselves = (): void => {
  clock = new StepClock({ wall: () => now(), monotonic: () => elapsed });
  history = new ClusterHistory(1.5 * interval);
  shapes = new Map();
};

const now = (): number => begun + elapsed + clockError;

type Member = { id: string; since: number; more?: string };

/** A page of a member whose process began at a true time. */
const pageOf = ({ since, more = '' }: Member): string => `# TYPE a counter
etcd_network_client_grpc_received_bytes_total ${(pace * (elapsed - since)) / 1000}
etcd_network_peer_sent_bytes_total{To="b2"} ${(pace * (elapsed - since)) / 1000}
${more}process_start_time_seconds ${(begun + since) / 1000}
`;

/** Lets time pass, scraping members whenever it is time to. */
const collect = async (rounds: number, ...members: Member[]): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) {
    elapsed += interval;
    const scrapes = members.flatMap((member) => {
      const { time, run } = clock.read();
      const page = readPage(pageOf(member));
      const shape = shapes.get(member.id) ?? new RowShape();
      shapes.set(member.id, shape);
      const target = { cluster, memberId: member.id, memberName: 'm1' };
      return page === undefined
        ? []
        : {
            member: target,
            outcome: {
              url: 'u',
              at: time,
              milliseconds: 1,
              bytes: 1,
              pageBytes: 1,
              failure: undefined,
            },
            ...history.observe(target, {
              time,
              clock: run,
              started: page.started,
              ...shape.rowOf(page.samples),
            }),
          };
    });
    await storeRound(store, scrapes);
  }
};

const join = (...ids: string[]): Promise<void> =>
  recordMembers(
    store,
    cluster,
    ids.map((memberId) => ({ cluster, memberId, memberName: 'm1' })),
    now(),
  );

const read = (panels = 'client-received,peer-sent', points = 500): Promise<Panels> =>
  readPanels(
    { store, cluster, intervalMilliseconds: interval, now: now() },
    {
      panels,
      from: new Date(now() - 3_600_000).toISOString(),
      to: new Date(now()).toISOString(),
      points,
    },
  );

/** Every value is the true pace, and there are so many of them; the last one is one of them. */
const expectTrue = (answer: Panels, least: number): void => {
  for (const { id, series } of answer.panels) {
    const values = series.flatMap(({ points }) => points.flatMap(([, value]) => value ?? []));
    const wrong = values.filter((value) => Math.abs(value - pace) > 1e-6);
    expect({ id, wrong }).toEqual({ id, wrong: [] });
    expect(values.length).toBeGreaterThanOrEqual(least);
    expect(series.some(({ latest }) => latest !== null)).toBe(true);
  }
};

const stored = async (): Promise<number> =>
  (await store.selectFrom('samples').select('time').execute()).length;

describe('our own clock', () => {
  const member = { id: 'a1', since: -1000 };

  it.each([
    ['back by less than an interval', -7000],
    ['back by an interval', -interval],
    ['back by minutes', -5 * 60_000],
    ['forward by less than an interval', 6000],
    ['forward by minutes', 10 * 60_000],
  ])('set %s is a gap and no spike, and no new row is lost', async (_, step) => {
    await join('a1');
    await collect(40, member);
    clockError += step;
    await collect(40, member);
    for (const points of [500, 20]) {
      const answer = await read(undefined, points);
      expectTrue(answer, points / 20);
    }
    const [received] = (await read()).panels;
    const values = received?.series[0]?.points.map(([, value]) => value) ?? [];
    expect(values.slice(values.findIndex((value) => value !== null))).toContain(null);
    const rows = await store.selectFrom('samples').select('clock').execute();
    expect(rows.filter(({ clock: run }) => run === 1)).toHaveLength(40);
  });

  it('set there and back leaves the present as it is', async () => {
    await join('a1');
    await collect(30, member);
    clockError += 86_400_000;
    await collect(10, member);
    clockError -= 86_400_000;
    await collect(40, member);
    expectTrue(await read(), 60);
    expect(await stored()).toBe(80);
  });
});

describe('members', () => {
  it('that restart begin anew, without a spike', async () => {
    await join('a1');
    await collect(40, { id: 'a1', since: -1000 });
    await collect(40, { id: 'a1', since: elapsed + 1000 });
    const answer = await read('client-received');
    const values = answer.panels[0]?.series[0]?.points.flatMap(([, value]) => value ?? []) ?? [];
    // Over the restart something is not counted, so less is seen than there was, never more.
    expect(Math.max(...values)).toBeLessThan(pace + 1e-6);
    expect(values.filter((value) => Math.abs(value - pace) > 1e-6).length).toBeLessThan(4);
    expect(answer.marks.map(({ kind }) => kind)).toEqual(['restart']);
  });

  it('that were away leave a gap and go on', async () => {
    const member = { id: 'a1', since: -1000 };
    await join('a1');
    await collect(40, member);
    await collect(20);
    await collect(40, member);
    const answer = await read('client-received');
    expectTrue(answer, 70);
    const gaps = answer.panels[0]?.series[0]?.points.filter(([, value]) => value === null) ?? [];
    expect(gaps.length).toBeGreaterThan(10);
    expect(answer.marks).toEqual([]);
  });

  it('that were replaced under the same name are two, each with its own past', async () => {
    await join('a1');
    await collect(40, { id: 'a1', since: -1000 });
    await join('c3');
    await collect(40, { id: 'c3', since: elapsed });
    const answer = await read('client-received');
    expectTrue(answer, 70);
    expect(answer.panels[0]?.series.map(({ memberId }) => memberId).toSorted()).toEqual([
      'a1',
      'c3',
    ]);
    expect(answer.marks).toEqual([]);
    expect(answer.scrapes.map(({ memberId }) => memberId)).toEqual(['c3']);
  });

  it('whose pages change shape keep their lines', async () => {
    await join('a1');
    const member = { id: 'a1', since: -1000 };
    await collect(20, member);
    await collect(20, { ...member, more: 'etcd_network_peer_sent_bytes_total{To="c3"} 0\n' });
    await collect(20, { ...member, more: 'etcd_server_heartbeat_send_failures_total 3\n' });
    await collect(20, member);
    expectTrue(await read(), 70);
  });

  it('come back as they were after a restart of our own', async () => {
    const member = { id: 'a1', since: -1000 };
    await join('a1');
    await collect(40, member);
    startOurselves();
    await collect(40, member);
    expectTrue(await read(), 75);
  });
});
