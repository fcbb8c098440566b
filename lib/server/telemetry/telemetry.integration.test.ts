import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import * as keys from '@/app/api/v1/clusters/[cluster]/keys/route';
import { GET } from '@/app/metrics/route';
import { basePathPlaceholder } from '@/lib/domain/base-path';
import { utf8Bytes } from '@/lib/domain/bytes';
import { memberProcess } from '@/scripts/etcd/member-process';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { freePorts } from '@/scripts/free-ports';
import { findPrometheus, findPromtool } from '@/scripts/prometheus/find-prometheus';
import { runCommand } from '@/scripts/run-command';
import { waitUntil } from '@/scripts/wait-until';
import { clusterConnection } from '../etcd/cluster-connections';
import { startTestFront, type TestFront } from '../front/start-test-front';
import { callRoute, loggedIn, problemIn, startTestServer } from '../http/testing';
import { startTelemetry } from './start-telemetry';

const token = 'the-token-that-prometheus-scrapes-with';
const secretKey = 'canary-key-9f3a';
const prefix = '/proxy/etcdscope';

let cluster: EtcdCluster;
let server: Awaited<ReturnType<typeof startTestServer>>;
let front: TestFront;
let directory: string;

/** The built application behind the front, as far as this route is concerned. */
const application = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.url !== `${basePathPlaceholder}/metrics`) {
    response.writeHead(404).end();
    return;
  }
  const { authorization = '' } = request.headers;
  const answer = await callRoute(GET, { headers: { authorization } });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
};

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  server = await startTestServer({ clusters: [cluster.config], telemetry: { token } });
  startTelemetry();
  front = await startTestFront((request, response) => void application(request, response), {
    basePath: prefix,
    nameRoute: (url) => (url === '/metrics' ? { template: url, isStream: false } : undefined),
  });
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-telemetry-'));
});

afterAll(async () => {
  await front?.close();
  clusterConnection('test').close();
  await server?.stop();
  await cluster?.stop();
  await rm(directory, { recursive: true, force: true });
});

const scrape = async (): Promise<string> => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await front.ask(`${prefix}/metrics`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4');
  return answer.body.toString();
};

describe('the metrics of this server', () => {
  it('are only for who has the token', async () => {
    for (const authorization of ['', 'Bearer wrong', `Basic ${token}`]) {
      const answer = await callRoute(GET, { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect((await problemIn(answer)).code).toBe('unauthenticated');
    }
  });

  it('count requests and calls to etcd, and name no key and no user', async () => {
    const { headers } = await loggedIn('somebody-canary', 'operator');
    await clusterConnection('test').putAll([{ key: utf8Bytes(secretKey), value: utf8Bytes('a') }]);
    const params = { cluster: 'test' };
    expect((await callRoute(keys.GET, { params, headers })).status).toBe(200);
    await scrape();
    const page = await scrape();
    expect(page).toMatch(
      /etcdscope_etcd_calls_total\{cluster="test",endpoint="https:\/\/[^"]+",method="KV\.Txn \(puts\)",code="ok"\} 1/,
    );
    expect(page).toMatch(
      /etcdscope_http_requests_total\{route="\/metrics",method="GET",status="200"\} [1-9]/,
    );
    expect(page).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(page).toMatch(/^process_resident_memory_bytes /m);
    expect(page).not.toContain('canary');
    expect(page).not.toContain(token);
  });

  it('have a zero of every failure before the first, so that it is seen as growth', async () => {
    const page = await scrape();
    expect(page).toMatch(/^etcdscope_audit_writes_total\{outcome="failed"\} 0$/m);
    expect(page).toMatch(/^etcdscope_event_resyncs_total 0$/m);
    for (const state of ['succeeded', 'failed', 'cancelled']) {
      expect(page).toContain(
        `etcdscope_operations_ended_total{kind="backup",state="${state}"} 0\n`,
      );
    }
  });

  it('are well formed to promtool', async () => {
    const input = await scrape();
    await runCommand(await findPromtool(), ['check', 'metrics'], { input });
  });

  it('are scraped by a real Prometheus, below a path prefix', async () => {
    const program = await findPrometheus();
    const [port] = await freePorts(1);
    const configFile = path.join(directory, 'prometheus.yml');
    await writeFile(
      configFile,
      stringify({
        global: { scrape_interval: '1s', scrape_timeout: '1s' },
        scrape_configs: [
          {
            job_name: 'etcdscope',
            metrics_path: `${prefix}/metrics`,
            authorization: { type: 'Bearer', credentials: token },
            static_configs: [{ targets: [`127.0.0.1:${front.port}`] }],
          },
        ],
      }),
    );
    const prometheus = memberProcess(
      program,
      [
        `--config.file=${configFile}`,
        `--storage.tsdb.path=${path.join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      path.join(directory, 'prometheus.log'),
    );
    await prometheus.start();
    try {
      const asked = `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent('sum(etcdscope_http_requests_total)')}`;
      const value = await waitUntil('a scrape', async () => {
        const answer: { data: { result: { value: [number, string] }[] } } = await (
          await fetch(asked)
        ).json();
        return Number(answer.data.result[0]?.value[1] ?? 0) || undefined;
      });
      expect(value).toBeGreaterThan(0);
    } finally {
      await prometheus.stop();
    }
  });

  it('are off without a token', async () => {
    const other = await startTestServer({ clusters: [] });
    const answer = await callRoute(GET, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(404);
    await other.stop();
  });
});
