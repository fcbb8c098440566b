import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitUntil } from '@/scripts/wait-until';
import { openStore, type Store } from '../store/store';
import type { AlertSource } from './alert-source';
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

const alertsOf = (source: AlertSource): ClusterAlerts =>
  new ClusterAlerts({
    store,
    cluster: 'test',
    source,
    receivers: [],
    receiversOf: () => [],
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
