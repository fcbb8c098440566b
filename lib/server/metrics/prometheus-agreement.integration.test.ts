import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineEvaluator, memberRows } from '@/lib/domain/metrics/evaluate-line';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import {
  type PrometheusSeries,
  type RunningPrometheus,
  startPrometheus,
} from '@/scripts/prometheus/start-prometheus';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';

const windowSeconds = 12;
const metrics = [
  'etcd_disk_wal_fsync_duration_seconds',
  'etcd_disk_backend_commit_duration_seconds',
];

let cluster: EtcdCluster;
let connection: ClusterConnection;
let prometheus: RunningPrometheus;
/** When to evaluate: a moment whose whole window is scraped. */
let at: number;

const write = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const key = Buffer.from(`/agreement/${index % 50}`);
    await connection.putAll([{ key, value: Buffer.alloc(200 + index, 'v') }]);
  }
};

/** Whether Prometheus has scraped every member after the moment. */
const isScrapedAfter = async (moment: number): Promise<boolean> => {
  const series = await prometheus.query(`timestamp(${metrics[0]}_count)`, Date.now());
  return (
    series.length === cluster.members.length &&
    series.every(({ value }) => Number(value?.[1]) * 1000 > moment)
  );
};

/** The samples Prometheus holds, as the rows we would have stored. */
const rowsOf = (buckets: readonly PrometheusSeries[]): SampleRow[] => {
  const layout = buckets.map(({ metric: { __name__: name = '', le = '' } }) => ({
    name,
    labels: { le },
  }));
  const times = buckets[0]?.values?.map(([time]) => time) ?? [];
  return times.map((time, index) => ({
    time: time * 1000,
    started: 1,
    layout,
    values: Float64Array.from(buckets, ({ values }) => Number(values?.[index]?.[1])),
  }));
};

beforeAll(async () => {
  cluster = await startCluster({ members: 3 });
  connection = connectCluster(cluster.config);
  prometheus = await startPrometheus(cluster.config, { intervalSeconds: 1 });
  await waitUntil('first scrapes', () => isScrapedAfter(0));
  const begun = Date.now();
  at = await waitUntil('a window of samples', async () => {
    await write(20);
    const now = Date.now();
    return now - begun > (windowSeconds + 2) * 1000 && now;
  });
  await waitUntil('a scrape after the window', () => isScrapedAfter(at));
});

afterAll(async () => {
  await prometheus?.stop();
  connection?.close();
  await cluster?.stop();
});

describe.each(metrics)('%s', (metric) => {
  it.each([0.5, 0.9, 0.99])('has the quantile %d that Prometheus computes', async (quantile) => {
    const range = `${metric}_bucket[${windowSeconds}s]`;
    const samples = await prometheus.query(range, at);
    for (const growth of ['rate', 'increase']) {
      const expression = `histogram_quantile(${quantile}, ${growth}(${range}))`;
      const expected = await prometheus.query(expression, at);
      expect(expected).toHaveLength(3);
      for (const { metric: labels, value } of expected) {
        const rows = rowsOf(samples.filter((series) => series.metric.instance === labels.instance));
        const line = { part: '', metric, function: { kind: 'quantile' as const, quantile } };
        const rule = { width: windowSeconds * 1000, freshness: windowSeconds * 1000 };
        const ours = lineEvaluator(line, memberRows(rows))(at, rule)?.value ?? Number.NaN;
        const theirs = Number(value?.[1]);
        expect(rows.length).toBeGreaterThan(windowSeconds / 2);
        expect(theirs).toBeGreaterThan(0);
        expect(Math.abs(ours - theirs) / theirs).toBeLessThanOrEqual(1e-9);
      }
    }
  });
});
