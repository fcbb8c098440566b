import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cause } from '@/lib/domain/api/advisor';
import type { Operation } from '@/lib/domain/api/operations';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { clusterDefaults } from '../config/cluster-defaults';
import { clusterConnections } from '../etcd/cluster-connections';
import { startTestServer } from '../http/testing';
import { insertOperation } from '../store/operations';
import { insertSamples } from '../store/samples';
import { recordMembers } from '../store/scrape-targets';
import { readSlowness } from './read-slowness';

const cluster = 'ended';
const intervalSeconds = 15;
const minute = 60_000;
const fsync = 'etcd_disk_wal_fsync_duration_seconds_bucket';
const layout: SampleLayout = [
  { name: 'etcd_mvcc_put_total', labels: {} },
  { name: 'process_cpu_seconds_total', labels: {} },
  ...['0.004', '0.064', '0.128', '+Inf'].map((le) => ({ name: fsync, labels: { le } })),
];

const now = Date.now();
/** A minute and a half of a storm and of a slow disk, which ended two minutes ago. */
const storm = { from: now - 3.5 * minute, to: now - 2 * minute };

/** What a counter has grown to that grows at one rate, and at another one during the storm. */
const grown = (time: number, usual: number, stormy: number): number => {
  const stormSeconds = Math.max(0, Math.min(time, storm.to) - storm.from) / 1_000;
  const seconds = (time - (now - 70 * minute)) / 1_000;
  return usual * (seconds - stormSeconds) + stormy * stormSeconds;
};

const rowAt = (time: number): SampleRow => {
  const fast = grown(time, 10, 9);
  const all = grown(time, 10, 10);
  const values = [grown(time, 20, 600), time / 1_000_000, fast, fast, all, all];
  return { time, started: 1, layout, values: Float64Array.from(values) };
};

const operation: Operation = {
  id: '20261122T120000000Z-00000001',
  kind: 'performance-check',
  cluster,
  target: cluster,
  state: 'succeeded',
  startedBy: 'operator',
  startedAt: new Date(storm.from).toISOString(),
  endedAt: new Date(storm.to).toISOString(),
  done: '1',
  total: '1',
  cancellable: false,
  failure: null,
};

let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  server = await startTestServer({
    scrapeIntervalSeconds: intervalSeconds,
    clusters: [
      {
        ...clusterDefaults,
        ...{ name: cluster, displayName: cluster, source: 'test', tls: undefined },
        // Nothing listens there: who answers is not what is tested.
        endpoints: ['http://127.0.0.1:1'],
      },
    ],
  });
  await recordMembers(server.store, cluster, [{ cluster, memberId: 'a', memberName: 'm1' }], now);
  const rounds = (70 * minute) / (intervalSeconds * 1_000);
  const rows = Array.from({ length: rounds }, (_, index) =>
    rowAt(now - index * intervalSeconds * 1_000),
  );
  await insertSamples(server.store, { cluster, memberId: 'a' }, rows);
  await insertOperation(server.store, operation);
});

afterAll(async () => {
  for (const open of clusterConnections()) {
    open.close();
  }
  await server?.stop();
});

const peakTimeOf = (cause: Cause | undefined): number => {
  const peak = cause?.evidence.find(({ code }) => code === 'peak')?.parameters.time;
  return typeof peak === 'object' && 'value' in peak ? peak.value : 0;
};

it('finds a storm, a slow disk and our own check that ended minutes ago, and says when', async () => {
  const { causes } = await readSlowness(cluster, 60, AbortSignal.timeout(20_000));
  const [disk, writes] = ['disk', 'write-storm'].map((id) => causes.find((one) => one.id === id));
  for (const cause of [disk, writes]) {
    const time = peakTimeOf(cause);
    expect(time).toBeGreaterThan(storm.from + minute / 2);
    expect(time).toBeLessThan(storm.to + minute);
  }
  // The whole hour has p99 below 4 ms and 35 puts a second.
  expect(disk?.evidence[0]?.parameters.value).toMatchObject({ value: 0.064, upper: 0.128 });
  expect(writes?.score).toBeGreaterThan(0.35);
  expect(writes?.evidence).toContainEqual(
    expect.objectContaining({
      code: 'own-work',
      parameters: expect.objectContaining({
        kind: 'performance_check',
        target: `/etcdscope-performance-check/${operation.id}/`,
      }),
    }),
  );
});
