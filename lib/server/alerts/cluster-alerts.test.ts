import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitUntil } from '@/scripts/wait-until';
import { readWaiting, removeMessages } from '../store/alert-outbox';
import { saveEditedRule } from '../store/alert-settings';
import { findAlerts, listFiredAlerts, readLiveAlerts } from '../store/alerts';
import { openStore, type Store } from '../store/store';
import type { AlertSource, Evaluation } from './alert-source';
import { ClusterAlerts } from './cluster-alerts';

let directory: string;
let store: Store;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-rounds-'));
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
});

afterEach(async () => {
  await store.destroy();
  await rm(directory, { recursive: true, force: true });
});

const facts = {
  certificates: undefined,
  lastBackup: undefined,
  clockSkews: undefined,
  unreachable: false,
};

/** A source whose rounds end, or fail, when told to. */
const heldSource = () => {
  const rounds: { at: number; end: (error?: Error) => void }[] = [];
  const source: AlertSource = {
    kind: 'embedded',
    matchers: '',
    gather: (at) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error): void =>
          error === undefined ? resolve({ at, members: [], facts }) : reject(error);
        rounds.push({ at, end });
      }),
    evaluate: async () => ({ alerts: [], notEvaluated: null }),
  };
  const begun = (count: number) =>
    waitUntil(`round ${count}`, () => rounds.length === count && rounds.at(-1));
  return { source, rounds, begun };
};

const alertsOf = (source: AlertSource, receivers: readonly string[] = []): ClusterAlerts =>
  new ClusterAlerts({
    store,
    cluster: 'test',
    source,
    receivers,
    receiversOf: () => receivers,
    onChange: () => undefined,
    onMessage: () => undefined,
  });

it('runs one round, lets one wait, and shares that with whoever asks meanwhile', async () => {
  const { source, rounds, begun } = heldSource();
  const alerts = alertsOf(source);
  const first = alerts.evaluate(1000);
  const running = await begun(1);
  const asked = Array.from({ length: 100 }, (_, index) => alerts.evaluate(2000 + index));
  running.end();
  await first;
  expect(alerts.evaluatedAt).toBe(1000);
  (await begun(2)).end();
  await Promise.all(asked);
  expect(rounds.map(({ at }) => at)).toEqual([1000, 2099]);
  expect(alerts.evaluatedAt).toBe(2099);
});

it('calls a member that has no name yet by its id', async () => {
  const alerts = alertsOf({
    kind: 'embedded',
    matchers: '',
    gather: async (at) => ({
      at,
      members: [{ memberId: 'a1', memberName: '', up: true, rows: [] }],
      facts,
    }),
    evaluate: async ({ id }) => ({
      alerts: id === 'no-leader' ? [{ memberId: 'a1', labels: {}, value: 0 }] : [],
      notEvaluated: null,
    }),
  });
  await alerts.evaluate(1000);
  const [alert] = (await alerts.standings()).get('no-leader')?.live ?? [];
  expect(alert?.memberName).toBe('a1');
});

it('begins the round that waits also after one that failed', async () => {
  const { source, begun } = heldSource();
  const alerts = alertsOf(source);
  const first = alerts.evaluate(1000);
  const running = await begun(1);
  const second = alerts.evaluate(2000);
  running.end(new Error('the disk is full'));
  await expect(first).rejects.toThrow('the disk is full');
  const third = begun(2);
  (await third).end();
  await second;
  expect(alerts.evaluatedAt).toBe(2000);
});

/** A source in which conditions hold for one member as they are set, by rule. */
const setSource = () => {
  let holding: Record<string, number> = {};
  const source: AlertSource = {
    kind: 'embedded',
    matchers: '',
    gather: async (at) => ({ at, members: [], facts }),
    evaluate: async ({ id }) => ({
      alerts: id in holding ? [{ memberId: 'a1', labels: {}, value: holding[id] ?? null }] : [],
      notEvaluated: null,
    }),
  };
  const hold = (now: Record<string, number>): void => {
    holding = now;
  };
  return { source, hold };
};

/** Lets rules fire at once. */
const fireAtOnce = async (...rules: string[]): Promise<void> => {
  for (const rule of rules) {
    await saveEditedRule(
      store,
      { cluster: 'test', rule },
      {
        edited: { thresholds: {}, forSeconds: 0, enabled: true },
        reason: 'tests',
        set_by: 'tests',
        set_at: 0,
      },
    );
  }
};

const steps = ['quota-use-65', 'quota-use-75', 'quota-use-85', 'database-quota-low-space'];

it('tells the highest step of a fact only, and a lower one once that is over', async () => {
  await fireAtOnce(...steps);
  const { source, hold } = setSource();
  const alerts = alertsOf(source, ['web']);
  const told = async (): Promise<string[]> => {
    const waiting = await readWaiting(store, 'web', 50);
    const known = await findAlerts(
      store,
      waiting.map(({ alertId }) => alertId),
    );
    await removeMessages(
      store,
      waiting.map(({ id }) => id),
    );
    return waiting.map(
      ({ alertId, kind }) => `${kind} ${known.find(({ id }) => id === alertId)?.rule}`,
    );
  };
  hold(Object.fromEntries(steps.map((rule) => [rule, 97])));
  await alerts.evaluate(1000);
  expect(await told()).toEqual(['firing database-quota-low-space']);
  expect([...(await alerts.standings()).values()].flatMap(({ live }) => live)).toHaveLength(4);
  hold({ 'quota-use-65': 80, 'quota-use-75': 80 });
  await alerts.evaluate(2000);
  expect((await told()).sort()).toEqual([
    'firing quota-use-75',
    'resolved database-quota-low-space',
  ]);
  hold({});
  await alerts.evaluate(3000);
  expect(await told()).toEqual(['resolved quota-use-75']);
});

it('keeps the stored value current, once a minute', async () => {
  await fireAtOnce('quota-use-65');
  const { source, hold } = setSource();
  const alerts = alertsOf(source);
  const stored: (number | null | undefined)[] = [];
  for (const [at, value] of [
    [60_000, 66],
    [75_000, 67],
    [119_000, 68],
    [120_000, 69],
  ] as const) {
    hold({ 'quota-use-65': value });
    await alerts.evaluate(at);
    stored.push((await readLiveAlerts(store))[0]?.value);
  }
  expect(stored).toEqual([66, 66, 66, 69]);
});

it('lists what fired last first, page by page, whatever began first', async () => {
  const { source, hold } = setSource();
  const alerts = alertsOf(source);
  // Fires after ten minutes, while what begins after it fires at once.
  hold({ 'quota-use-65': 66 });
  await alerts.evaluate(0);
  await fireAtOnce('quota-use-75');
  hold({ 'quota-use-65': 66, 'quota-use-75': 76 });
  await alerts.evaluate(1000);
  await alerts.evaluate(600_000);
  const [newest] = await listFiredAlerts(store, 'test', { limit: 1 });
  expect(newest?.rule).toBe('quota-use-65');
  const before = { firedAt: newest?.firedAt ?? 0, id: newest?.id ?? 0 };
  const rest = await listFiredAlerts(store, 'test', { before, limit: 9 });
  expect(rest.map(({ rule }) => rule)).toEqual(['quota-use-75']);
});

it('leaves alone what a source that stands in knows nothing of', async () => {
  await fireAtOnce('no-leader', 'members-down');
  const failure = { code: 'prometheus_unreachable', parameters: { host: 'prometheus' } } as const;
  let standIn: Evaluation['standIn'];
  const known = { memberId: 'a1', labels: {}, value: 0 };
  const replaced = { memberId: '10.0.0.9:2379', labels: {}, value: 0 };
  const alerts = alertsOf({
    kind: 'prometheus',
    matchers: '',
    gather: async (at) => ({ at, members: [], facts }),
    evaluate: async ({ id }) => {
      const isAsked = id === 'no-leader' && standIn === undefined;
      return {
        alerts: isAsked ? [known, replaced] : [],
        notEvaluated: null,
        ...(standIn && { standIn }),
      };
    },
  });
  await alerts.evaluate(1000);
  expect(alerts.standIn).toBeUndefined();
  standIn = { failure, members: new Set(['a1']) };
  await alerts.evaluate(2000);
  await alerts.evaluate(3000);
  const live = (await alerts.standings()).get('no-leader')?.live;
  expect(live?.map(({ memberId }) => memberId)).toEqual([replaced.memberId]);
  expect(alerts.standIn).toMatchObject({ since: 2000, failure });
  standIn = undefined;
  await alerts.evaluate(4000);
  expect(alerts.standIn).toBeUndefined();
});
