import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import type { ClusterConfig } from '@/lib/server/config/cluster-config';
import { memberProcess } from '../etcd/member-process';
import { freePorts } from '../free-ports';
import { waitUntil } from '../wait-until';
import { findPrometheus } from './find-prometheus';

/** One series of an answer: `value` of an instant vector, `values` of a matrix; times in seconds. */
export type PrometheusSeries = {
  metric: Record<string, string>;
  value?: [number, string];
  values?: [number, string][];
};

/** A Prometheus that scrapes one cluster. */
export type RunningPrometheus = {
  /** Base URL of its HTTP API. */
  url: string;
  /** Evaluates an expression at a time in milliseconds (instant query of its HTTP API). */
  query(expression: string, time: number): Promise<PrometheusSeries[]>;
  /** Kills it and keeps what it has stored, for `start`. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
};

const configurationOf = ({ endpoints, tls }: ClusterConfig, intervalSeconds: number): string =>
  stringify({
    global: { scrape_interval: `${intervalSeconds}s`, scrape_timeout: `${intervalSeconds}s` },
    scrape_configs: [
      {
        job_name: 'etcd',
        scheme: 'https',
        tls_config: { ca_file: tls?.ca, cert_file: tls?.certificate, key_file: tls?.key },
        static_configs: [{ targets: endpoints.map((endpoint) => new URL(endpoint).host) }],
      },
    ],
  });

const runQuery = async (
  base: string,
  expression: string,
  time: number,
): Promise<PrometheusSeries[]> => {
  const query = new URLSearchParams({ query: expression, time: String(time / 1000) });
  const response = await fetch(`${base}/api/v1/query?${query}`);
  if (!response.ok) {
    throw new Error(`Prometheus answered ${response.status}: ${await response.text()}`);
  }
  const answer: { data: { result: PrometheusSeries[] } } = await response.json();
  return answer.data.result;
};

/** Starts a real Prometheus on loopback that scrapes every member of a cluster over its mTLS. */
export const startPrometheus = async (
  cluster: ClusterConfig,
  { intervalSeconds }: { intervalSeconds: number },
): Promise<RunningPrometheus> => {
  const program = await findPrometheus();
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-prometheus-'));
  const configFile = path.join(directory, 'prometheus.yml');
  await writeFile(configFile, configurationOf(cluster, intervalSeconds));
  const [port] = await freePorts(1);
  const base = `http://127.0.0.1:${port}`;
  const server = memberProcess(
    program,
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${path.join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    path.join(directory, 'prometheus.log'),
  );
  const start = async (): Promise<void> => {
    await server.start();
    await waitUntil('Prometheus ready', async () => (await fetch(`${base}/-/ready`)).ok);
  };
  await start();
  return {
    url: base,
    crash: () => server.stop(),
    start,
    query: (expression, time) => runQuery(base, expression, time),
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
