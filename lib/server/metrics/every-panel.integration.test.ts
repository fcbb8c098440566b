import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotExposed, Panel } from '@/lib/domain/api/metrics';
import { memberRows } from '@/lib/domain/metrics/member-rows';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { answersMetric } from '@/lib/domain/metrics/scrape-rounds';
import { exerciseCluster } from '@/scripts/etcd/exercise-cluster';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { evaluatePanel } from './evaluate-panels';
import { readPage } from './read-page';
import { RowShape } from './row-shape';

type Reason = NotExposed['reason'];

const hour = 3_600_000;

/** So wide that all rows of a test are in the window of now. */
const steps = { step: hour, resolution: hour, endResolution: hour };

let cluster: EtcdCluster;
let connection: ClusterConnection;
const shapes = new Map<string, RowShape>();
const histories = new Map<string, SampleRow[]>();

/** What no page says but that it was read. */
const answered = { series: { name: answersMetric, labels: {} }, value: 1 };

/** Reads every member's page. */
const scrape = async (): Promise<void> => {
  for (const { listed } of await connection.members()) {
    const [url = ''] = listed.clientUrls;
    const { text } = await connection.fetchText(`${url}/metrics`, {
      timeoutMilliseconds: 5000,
      maximumBytes: 8_000_000,
      signal: AbortSignal.timeout(5000),
    });
    const page = readPage(text);
    const shape = shapes.get(listed.name) ?? new RowShape();
    shapes.set(listed.name, shape);
    const rows = histories.get(listed.name) ?? [];
    if (page !== undefined) {
      const samples = [...page.samples, answered];
      rows.push({ time: Date.now(), started: page.started, ...shape.rowOf(samples) });
    }
    histories.set(listed.name, rows);
  }
};

const evaluated = (): Panel[] => {
  const members = [...histories].map(([memberName, rows]) => ({
    memberId: memberName,
    memberName,
    rows: memberRows(rows),
  }));
  const all = { ...steps, times: [Date.now()] };
  return panelDeclarations.map((panel) => evaluatePanel(panel, members, all));
};

/** Each member without a value on a panel, with what the panel says of it. */
const unfilled = (): Record<string, string[]> => {
  const missing = evaluated().map(({ id, series, notExposed }): [string, string[]] => {
    const names = [...histories.keys()]
      .toSorted()
      .filter(
        (name) => !series.some(({ memberName, latest }) => memberName === name && latest !== null),
      );
    const reasonOf = (name: string) =>
      notExposed.find(({ memberName }) => memberName === name)?.reason ?? 'no value';
    return [id, names.map((name) => `${name}: ${reasonOf(name)}`)];
  });
  return Object.fromEntries(missing.filter(([, names]) => names.length > 0));
};

const isBefore = (version: string, [major = 0, minor = 0]: readonly number[]): boolean => {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
};

/** What members of a version cannot show, and why. */
const absentReasons = (version: string): Record<string, Reason> => ({
  ...(isBefore(version, [3, 7]) ? { 'request-latency': 'extensive' as const } : {}),
  ...(isBefore(version, [3, 5])
    ? { 'apply-duration': 'version' as const, 'wal-write': 'version' as const }
    : {}),
});

const start = async (members: number, ...flags: string[]): Promise<void> => {
  shapes.clear();
  histories.clear();
  cluster = await startCluster({ members, arguments: ['--snapshot-count=20', ...flags] });
  connection = connectCluster(cluster.config);
  await scrape();
  await exerciseCluster(cluster, connection);
};

const stop = async (): Promise<void> => {
  connection?.close();
  await cluster?.stop();
};

/** Scrapes until no more is missing than was expected, and gives what is missing. */
const missingAfter = async (expected: Record<string, string[]>, ignored: string[] = []) => {
  const missing = () =>
    Object.fromEntries(Object.entries(unfilled()).filter(([id]) => !ignored.includes(id)));
  await waitUntil('the panels to be filled', async () => {
    await scrape();
    return isDeepStrictEqual(missing(), expected);
  }).catch(() => undefined);
  return missing();
};

describe('three members', () => {
  beforeAll(() => start(3));
  afterAll(stop);

  it('fill every panel their version can, and say why not', async () => {
    const reasons = Object.entries(absentReasons(cluster.programs.version));
    const expected = Object.fromEntries(
      reasons.map(([id, reason]) => [id, ['m1', 'm2', 'm3'].map((name) => `${name}: ${reason}`)]),
    );
    // Peers are probed every half minute, and may or may not fail to be reached at first.
    const uncertain = ['peer-round-trip', 'peer-failures'];
    expect(await missingAfter(expected, uncertain)).toEqual(expected);
  });

  it('name the methods that are called', () => {
    const rates = evaluated().find(({ id }) => id === 'rpc-rate');
    const parts = new Set(rates?.series.map(({ part }) => part));
    expect([...parts]).toEqual(expect.arrayContaining(['Txn', 'Compact', 'LeaseGrant', 'Range']));
  });
});

describe('one member with all its metrics', () => {
  beforeAll(() => start(1, '--metrics=extensive'));
  afterAll(stop);

  it('has the latency of requests, and no peers', async () => {
    const { 'request-latency': _, ...others } = absentReasons(cluster.programs.version);
    const network = panelDeclarations.filter(({ group }) => group === 'network');
    const reasons = [
      ...Object.entries(others),
      ...network.map(({ id }): [string, Reason] => [id, 'not-yet']),
    ];
    const expected = Object.fromEntries(reasons.map(([id, reason]) => [id, [`m1: ${reason}`]]));
    expect(await missingAfter(expected)).toEqual(expected);
  });
});
