import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateHeatmap } from '@/lib/domain/metrics/evaluate-heatmap';
import { lineEvaluator } from '@/lib/domain/metrics/evaluate-line';
import { linesByLabel, partOfLabels } from '@/lib/domain/metrics/lines-by-label';
import { type MemberRows, memberRows } from '@/lib/domain/metrics/member-rows';
import type { LineDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { storedMetricNames } from '@/lib/domain/metrics/stored-metrics';
import { histogramPromql, linePromql } from '@/lib/domain/metrics/to-promql';
import { exerciseCluster } from '@/scripts/etcd/exercise-cluster';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import {
  type PrometheusSeries,
  type RunningPrometheus,
  startPrometheus,
} from '@/scripts/prometheus/start-prometheus';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { requirePanel } from './panels-request';

const windowSeconds = 8;
const memberLabel = 'instance';

/** Between members: their failures and probes are too rare for a test of seconds. */
const rare = new Set(['peer-round-trip', 'peer-failures']);

/** A member with the samples Prometheus holds, and a window that begins and ends with one. */
type Scraped = { instance: string; rows: MemberRows; at: number; width: number };

let cluster: EtcdCluster;
let connection: ClusterConnection;
let prometheus: RunningPrometheus;
let scraped: Scraped[];

/** Whether Prometheus has scraped every member after the moment. */
const isScrapedAfter = async (moment: number): Promise<boolean> => {
  const series = await prometheus.query('timestamp(etcd_server_has_leader)', Date.now());
  return (
    series.length === cluster.members.length &&
    series.every(({ value }) => Number(value?.[1]) * 1000 > moment)
  );
};

/** What Prometheus holds of one member, as the rows we would have stored. */
const rowsOf = (series: readonly PrometheusSeries[]): SampleRow[] => {
  const byTime = new Map<number, { layout: SampleLayout[number][]; values: number[] }>();
  for (const { metric, values = [] } of series) {
    const { __name__: name = '', job: _job, instance: _instance, ...labels } = metric;
    const key = { name, labels };
    for (const [seconds, value] of values) {
      const time = Math.round(seconds * 1000);
      const row = byTime.get(time) ?? { layout: [], values: [] };
      byTime.set(time, row);
      row.layout.push(key);
      row.values.push(value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value));
    }
  }
  return [...byTime]
    .toSorted(([left], [right]) => left - right)
    .map(([time, { layout, values }]) => ({
      time,
      started: 1,
      layout,
      values: Float64Array.from(values),
    }));
};

/**
 * Prometheus extrapolates growth to the borders of a window unless samples lie on them, so that a
 * window is measured out for each member.
 */
const readScraped = async (): Promise<Scraped[]> => {
  const names = [...storedMetricNames].join('|');
  const range = `{__name__=~"${names}"}[${windowSeconds}s]`;
  const all = await prometheus.query(range, Date.now());
  const instances = [...new Set(all.map(({ metric }) => metric.instance ?? ''))];
  return instances.map((instance) => {
    const rows = memberRows(rowsOf(all.filter(({ metric }) => metric.instance === instance)));
    const at = rows.times.at(-1) ?? 0;
    return { instance, rows, at, width: at - (rows.times[0] ?? 0) };
  });
};

beforeAll(async () => {
  cluster = await startCluster({
    members: 3,
    arguments: ['--metrics=extensive', '--snapshot-count=20'],
  });
  connection = connectCluster(cluster.config);
  // What is counted for the first time within the window has no growth in Prometheus.
  await exerciseCluster(cluster, connection);
  await exerciseCluster(cluster, connection);
  prometheus = await startPrometheus(cluster.config, { intervalSeconds: 1 });
  await waitUntil('first scrapes', () => isScrapedAfter(0));
  const begun = Date.now();
  await waitUntil('a window of samples', async () => {
    await exerciseCluster(cluster, connection);
    return Date.now() - begun > windowSeconds * 1000;
  });
  await waitUntil('a scrape after the window', () => isScrapedAfter(Date.now() - 1000));
  scraped = await readScraped();
});

afterAll(async () => {
  await prometheus?.stop();
  connection?.close();
  await cluster?.stop();
});

const agrees = (ours: number | undefined, theirs: number): boolean =>
  Number.isNaN(theirs)
    ? ours === undefined
    : ours !== undefined && Math.abs(ours - theirs) <= 1e-9 * Math.abs(theirs);

/** What Prometheus and we make of a line of one member, by the value of its label `by`. */
const compareLine = async (line: LineDeclaration, { instance, rows, at, width }: Scraped) => {
  const expression = linePromql(line, { matchers: '', memberLabel, window: `${width}ms` });
  const answer = await prometheus.query(expression, at);
  const members = scraped.map((one) => one.rows);
  const lines = linesByLabel(line, members);
  return answer
    .filter(({ metric }) => metric[memberLabel] === instance)
    .map(({ metric, value }) => {
      const part = line.by === undefined ? line.part : partOfLabels(line.by, metric);
      const own = lines.find((one) => one.part === part);
      const rule = { width, freshness: windowSeconds * 1000 };
      const ours = own && lineEvaluator(own, rows, members)(at, rule)?.value;
      return { part, ours, theirs: Number(value?.[1]) };
    });
};

describe.each(panelDeclarations.map((panel) => [panel.id, panel] as const))('%s', (id, panel) => {
  it('is what Prometheus computes from the same samples, for every line and member', async () => {
    expect(scraped).toHaveLength(3);
    for (const line of panel.lines) {
      const compared = (await Promise.all(scraped.map((one) => compareLine(line, one)))).flat();
      expect(compared.filter(({ ours, theirs }) => !agrees(ours, theirs))).toEqual([]);
      if (!rare.has(id)) {
        expect(compared.length).toBeGreaterThanOrEqual(3);
        expect(compared.some(({ theirs }) => Number.isFinite(theirs))).toBe(true);
      }
    }
  });
});

describe('a heat map', () => {
  it('counts what Prometheus counts in each bucket', async () => {
    const panel = requirePanel('wal-fsync');
    for (const { instance, rows, at, width } of scraped) {
      const steps = { step: width, resolution: width, endResolution: width, times: [at] };
      const heatmap = evaluateHeatmap(panel, rows, steps);
      const expression = histogramPromql(
        { of: { metric: 'etcd_disk_wal_fsync_duration_seconds' }, growth: 'increase' },
        { matchers: `instance="${instance}"`, memberLabel, window: `${width}ms` },
      );
      const theirs = (await prometheus.query(expression, at))
        .map(({ metric, value }) => ({ bound: Number(metric.le), count: Number(value?.[1]) }))
        .toSorted((left, right) => left.bound - right.bound);
      let sum = 0;
      for (const [index, bound] of heatmap.bounds.entries()) {
        sum += heatmap.columns[0]?.counts[index] ?? 0;
        const found = theirs.find((bucket) =>
          bound === null ? Number.isNaN(bucket.bound) : bucket.bound === bound,
        );
        expect(found?.count).toBeCloseTo(sum, 9);
      }
      expect(sum).toBeGreaterThan(10);
    }
  });
});
