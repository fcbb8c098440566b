import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as readHeatmap } from '@/app/api/v1/clusters/[cluster]/metrics/heatmap/route';
import { GET as readMetrics } from '@/app/api/v1/clusters/[cluster]/metrics/route';
import { GET as exportMonitoring } from '@/app/api/v1/clusters/[cluster]/monitoring/route';
import {
  type Heatmap,
  heatmapSchema,
  type Panel,
  type Panels,
  panelsSchema,
  type Series,
} from '@/lib/domain/api/metrics';
import { monitoringFileSchema } from '@/lib/domain/api/monitoring';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import { linePromql } from '@/lib/domain/metrics/to-promql';
import type { Role } from '@/lib/domain/permissions';
import { checkPrometheus } from '@/scripts/doctor/check-prometheus';
import { issueCertificate } from '@/scripts/etcd/certificates';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { type RunningPrometheus, startPrometheus } from '@/scripts/prometheus/start-prometheus';
import { waitUntil } from '@/scripts/wait-until';
import type { TlsFiles } from '../config/cluster-config';
import type { PrometheusConfig } from '../config/prometheus-config';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnections } from '../etcd/cluster-connections';
import { connectCluster } from '../etcd/connect-cluster';
import { callRoute, loggedIn, startTestServer } from '../http/testing';
import type { NamedMember } from './match-members';
import { createPrometheusClient, type PrometheusClient } from './prometheus-client';
import { queryHeatmap } from './query-heatmap';
import { type PrometheusSource, queryPanels, windowOf } from './query-panels';

const matchers = 'job="etcd"';
const intervalSeconds = 1;

let cluster: EtcdCluster;
let connection: ClusterConnection;
let prometheus: RunningPrometheus;
let source: PrometheusSource;
/** A range in which everything is scraped. */
let span: { from: number; to: number };

const configOf = (url: string): PrometheusConfig => ({
  url,
  tls: undefined,
  credentials: undefined,
  matchers,
  memberLabel: 'instance',
});

beforeAll(async () => {
  cluster = await startCluster({ members: 3 });
  connection = connectCluster(cluster.config);
  prometheus = await startPrometheus(cluster.config, { intervalSeconds });
  const members = (await connection.members()).map(
    ({ listed }): NamedMember => ({
      memberId: listed.id,
      memberName: listed.name,
      urls: listed.clientUrls,
    }),
  );
  source = {
    client: createPrometheusClient(configOf(prometheus.url)),
    config: configOf(prometheus.url),
    members,
  };
  await waitUntil('first scrapes', async () => {
    return (await prometheus.query('up == 1', Date.now())).length === 3;
  });
  const begun = Date.now();
  await waitUntil('ten scrapes', async () => {
    await connection.putAll([{ key: Buffer.from('/a'), value: Buffer.alloc(500, 'v') }]);
    return Date.now() - begun > 10_000;
  });
  span = { from: begun + 4_000, to: begun + 9_500 };
});

afterAll(async () => {
  source?.client.close();
  await prometheus?.stop();
  connection?.close();
  await cluster?.stop();
});

const finite = (text: string | undefined): number | null =>
  Number.isFinite(Number(text)) ? Number(text) : null;

const isClose = (left: number | null, right: number | null): boolean =>
  left === right ||
  (left !== null && right !== null && Math.abs(left - right) <= 1e-9 * Math.abs(right));

/** What Prometheus' own API says of a line and member at a time. */
const expected = async (
  panel: Panel,
  { memberId, part }: Series,
  time: number,
): Promise<number | null> => {
  const declaration = panelDeclarations.find(({ id }) => id === panel.id);
  const line = declaration?.lines.find((one) => one.part === part);
  if (line === undefined) {
    throw new Error(`no line ${part} in ${panel.id}`);
  }
  const window = windowOf(1000, intervalSeconds * 1000, declaration?.minimumWindowSeconds);
  const expression = linePromql(line, { ...source.config, window: `${window / 1000}s` });
  const name = source.members.find((member) => member.memberId === memberId);
  const host = new URL(name?.urls[0] ?? '').host;
  const answer = await prometheus.query(expression, time);
  return finite(answer.find(({ metric }) => metric.instance === host)?.value?.[1]);
};

describe('panels from a real Prometheus', () => {
  it('say what its own API says, for every line of every member', async () => {
    const panels = panelDeclarations.filter(({ lines }) =>
      lines.every(({ by }) => by === undefined),
    );
    const answer = await queryPanels(source, { panels, ...span, points: 500 });
    expect(answer.intervalSeconds).toBe(intervalSeconds);
    expect(answer.collectedFrom).toBeLessThanOrEqual(span.from + 2_000);
    const compared = answer.panels.flatMap((panel) =>
      panel.series.map(async (series) => {
        const [time, value] = series.points.at(-2) ?? [0, null];
        const [end, newest] = series.points.at(-1) ?? [0, null];
        const own = await Promise.all([time, end].map((at) => expected(panel, series, at)));
        const isSame = isClose(value, own[0] ?? null) && isClose(newest, own[1] ?? null);
        return isSame ? [] : [{ panel: panel.id, part: series.part, value, newest, own }];
      }),
    );
    const wrong = (await Promise.all(compared)).flat();
    expect(wrong).toEqual([]);
    expect(
      answer.panels.flatMap(({ series }) => series.map(({ memberName }) => memberName)),
    ).toEqual(expect.arrayContaining(['m1', 'm2', 'm3']));
  });

  it('have a value in nearly every point, and the bounds of the newest quantile', async () => {
    const panels = panelDeclarations.filter(({ id }) => id === 'wal-fsync');
    const answer = await queryPanels(source, { panels, ...span, points: 500 });
    const p99 = answer.panels[0]?.series.filter(({ part }) => part === 'p99') ?? [];
    expect(p99).toHaveLength(3);
    for (const { points, latest, bounds = [] } of p99) {
      expect(bounds.slice(0, 3)).toEqual([0.001, 0.002, 0.004]);
      expect(bounds).toHaveLength(14);
      expect(points.filter(([, value]) => value !== null).length).toBeGreaterThan(4);
      expect(latest?.lower).toBeLessThanOrEqual(latest?.value ?? 0);
      expect(latest?.upper).toBeGreaterThanOrEqual(latest?.value ?? 0);
      expect(latest?.upper).not.toBe(latest?.lower);
    }
  });

  it('have a line for each of their labels, and name what nobody exposes', async () => {
    const wanted = ['rpc-rate', 'rpc-failures', 'request-latency'];
    const panels = panelDeclarations.filter(({ id }) => wanted.includes(id));
    const answer = await queryPanels(source, { panels, ...span, points: 500 });
    const [rates, failures, latency] = answer.panels;
    expect(rates?.series.map(({ part }) => part)).toContain('Txn');
    // None of these members has counted a failure, which is zero and no gap.
    expect(new Set(failures?.series.map(({ memberName }) => memberName)).size).toBe(3);
    expect(failures?.series.every(({ latest }) => latest !== null)).toBe(true);
    expect(failures?.notExposed).toEqual([]);
    expect(latency?.notExposed.map(({ reason }) => reason)).toEqual(Array(3).fill('extensive'));
  });

  it('count in the heat map what the histogram counts', async () => {
    const panel = panelDeclarations.find(({ id }) => id === 'wal-fsync');
    const member = source.members[0];
    if (panel === undefined || member === undefined) {
      throw new Error('nothing to draw');
    }
    const { from, to } = span;
    const { bounds, columns } = await queryHeatmap(source, {
      panel,
      memberId: member.memberId,
      from,
      to,
      columns: 4,
    });
    expect(bounds.at(-1)).toBeNull();
    const last = columns.at(-1);
    const counted = (last?.counts ?? []).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    // A column spans four scrapes at least, and so many columns were allowed.
    const step = 4 * intervalSeconds;
    const host = new URL(member.urls[0] ?? '').host;
    const metric = `etcd_disk_wal_fsync_duration_seconds_count{${matchers},instance="${host}"}`;
    const answer = await prometheus.query(`increase(${metric}[${step}s])`, last?.time ?? 0);
    expect(counted).toBeCloseTo(Number(answer[0]?.value?.[1]), 6);
    expect(counted).toBeGreaterThan(0);
  });
});

describe('the doctor', () => {
  const check = async (config: PrometheusConfig) =>
    checkPrometheus({ prometheus: config }, await connection.members());

  it('says how much of the cluster Prometheus knows', async () => {
    const { isWell, lines } = await check(configOf(prometheus.url));
    expect(lines.join('\n')).toContain('ok     Prometheus: 3 of 3 members, every 1 s');
    expect(isWell).toBe(true);
  });

  it('says that the matchers match nothing', async () => {
    const { isWell, lines } = await check({
      ...configOf(prometheus.url),
      matchers: 'job="other"',
      credentials: { kind: 'basic', username: 'u', password: { text: 'secret-password' } },
    });
    expect(lines.join('\n')).toContain('correct prometheus.matchers {job="other"}');
    expect(lines.join('\n')).not.toContain('secret-password');
    expect(isWell).toBe(false);
  });
});

describe('the routes of metrics and monitoring', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;

  beforeAll(async () => {
    const named = (name: string, url: string) => ({
      ...cluster.config,
      name,
      prometheus: configOf(url),
    });
    const clusters = [named('good', prometheus.url), named('broken', 'http://127.0.0.1:1')];
    server = await startTestServer({ clusters });
  });

  afterAll(async () => {
    for (const open of clusterConnections()) {
      open.close();
    }
    await server?.stop();
  });

  const read = async (name: string): Promise<Panels> => {
    const { headers } = await loggedIn(`viewer-of-${name}`, 'viewer');
    const [from, to] = [span.from, span.to].map((time) => new Date(time).toISOString());
    const query = `?panels=wal-fsync,proposals-pending&from=${from}&to=${to}`;
    const answer = await callRoute(readMetrics, { params: { cluster: name }, query, headers });
    expect(answer.status).toBe(200);
    return panelsSchema.parse(await answer.json());
  };

  it('answer from Prometheus', async () => {
    const answer = await read('good');
    expect(answer).toMatchObject({ source: 'prometheus', intervalSeconds });
    expect(answer.sourceFailure).toBeUndefined();
    expect(answer.panels[1]?.series.map(({ memberName }) => memberName)).toEqual([
      'm1',
      'm2',
      'm3',
    ]);
  });

  it('answer from our own samples where Prometheus does not, and say why', async () => {
    expect(await read('broken')).toMatchObject({
      source: 'embedded',
      sourceFailure: {
        code: 'prometheus_unreachable',
        parameters: { host: '127.0.0.1:1', reason: 'ECONNREFUSED' },
      },
    });
  });

  it('say of a heat map too where its counts are from', async () => {
    const { headers } = await loggedIn('viewer-of-heat-maps', 'viewer');
    const [from, to] = [span.from, span.to].map((time) => new Date(time).toISOString());
    const query = `?panel=wal-fsync&member=${source.members[0]?.memberId}&from=${from}&to=${to}`;
    const readMap = async (name: string): Promise<Heatmap> => {
      const answer = await callRoute(readHeatmap, { params: { cluster: name }, query, headers });
      expect(answer.status).toBe(200);
      return heatmapSchema.parse(await answer.json());
    };
    const map = await readMap('good');
    expect(map.source).toBe('prometheus');
    expect(map.sourceFailure).toBeUndefined();
    expect(map.bounds.length).toBeGreaterThan(0);
    expect(await readMap('broken')).toMatchObject({
      source: 'embedded',
      sourceFailure: { code: 'prometheus_unreachable' },
    });
  });

  it('give the files away to operators only', async () => {
    const query = '?format=scrape-config';
    const ask = async (role: Role) => {
      const { headers } = await loggedIn(`${role}-of-files`, role);
      return callRoute(exportMonitoring, { params: { cluster: 'good' }, query, headers });
    };
    expect((await ask('viewer')).status).toBe(403);
    const file = monitoringFileSchema.parse(await (await ask('operator')).json());
    expect(file.fileName).toBe('etcd-good-scrape-config.yaml');
    for (const { endpoint } of cluster.members) {
      expect(file.text).toContain(new URL(endpoint).host);
    }
    expect(file.text).toContain(cluster.files.key);
    expect(file.text).not.toContain('PRIVATE');
  });
});

describe('a Prometheus that gives no answer', () => {
  let server: Server;
  let asked: string[];

  beforeAll(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.headers.authorization} ${request.url?.split('?')[0]}`);
      const kind = request.url?.split('/')[1];
      if (kind === 'login') {
        response.writeHead(302, { location: '/elsewhere' }).end();
      } else if (kind === 'locked') {
        response.writeHead(401).end('secret-token is wrong');
      } else if (kind === 'page') {
        response.end('<html>');
      } else {
        response.end(`{"status":"success","data":"${'x'.repeat(17 * 1024 * 1024)}"}`);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const addressOf = (one: NetServer): AddressInfo => one.address() as AddressInfo;

  /** What a question ends with, its answer too. */
  const outcomeOf = async (client: PrometheusClient): Promise<unknown> => {
    const outcome = await client.instant('up', Date.now()).catch((error: unknown) => error);
    client.close();
    return outcome;
  };

  it.each([
    ['redirects', 'login', 'prometheus_failed', /redirects/],
    ['refuses', 'locked', 'prometheus_refused', /HTTP 401/],
    ['is something else', 'page', 'prometheus_failed', /does not speak/],
    ['says too much', 'endless', 'prometheus_failed', /longer than is taken/],
  ])('%s', async (_, path, code, detail) => {
    const config: PrometheusConfig = {
      ...configOf(`http://127.0.0.1:${addressOf(server).port}/${path}`),
      credentials: { kind: 'bearer', token: { text: 'secret-token' } },
    };
    const failure = await outcomeOf(createPrometheusClient(config));
    expect(failure).toMatchObject({ code, detail: expect.stringMatching(detail) });
    expect(JSON.stringify(failure)).not.toContain('secret-token');
    expect(asked.at(-1)).toBe(`Bearer secret-token /${path}/api/v1/query`);
  });

  it('is not there', async () => {
    const failure = await outcomeOf(createPrometheusClient(configOf('http://127.0.0.1:1')));
    expect(failure).toMatchObject({
      code: 'prometheus_unreachable',
      parameters: { host: '127.0.0.1:1', reason: 'ECONNREFUSED' },
    });
  });

  it('has a certificate nobody here trusts', async () => {
    const tls = { ca: undefined, certificate: undefined, key: undefined, serverName: undefined };
    const url = cluster.members[0]?.endpoint ?? '';
    const failure = await outcomeOf(createPrometheusClient({ ...configOf(url), tls }));
    expect(failure).toMatchObject({ code: 'prometheus_tls_failed' });
  });

  it('demands a client certificate, is called otherwise, and answers all the same', async () => {
    const { certificate, key } = await issueCertificate(cluster.authority, {
      commonName: 'prometheus',
      hosts: ['prometheus.test'],
    });
    const answer = { resultType: 'vector', result: [{ metric: { a: 'b' }, value: [1, '+Inf'] }] };
    const secure = createSecureServer(
      { ca: cluster.authority.certificate, cert: certificate, key, requestCert: true },
      (_, response) => response.end(JSON.stringify({ status: 'success', data: answer })),
    );
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${addressOf(secure).port}`;
    const ask = async (tls: TlsFiles) =>
      outcomeOf(createPrometheusClient({ ...configOf(url), tls }));
    const files: TlsFiles = { ...cluster.files, serverName: 'prometheus.test' };
    expect(await ask(files)).toEqual([{ labels: { a: 'b' }, points: [[1000, Infinity]] }]);
    const anonymous = { ...files, certificate: undefined, key: undefined };
    const refused = { code: 'prometheus_tls_failed' };
    expect(await ask(anonymous)).toMatchObject(refused);
    expect(await ask({ ...files, serverName: undefined })).toMatchObject(refused);
    secure.close();
  });

  it('does not know the expression', async () => {
    const failure = await source.client.instant('rate(', Date.now()).catch((error) => error);
    expect(failure).toMatchObject({
      code: 'prometheus_failed',
      detail: expect.stringMatching(/parse error/),
    });
  });
});
