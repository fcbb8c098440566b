import 'server-only';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { operationSchema } from '@/lib/domain/api/operations';
import { sharedInstance } from '../shared-instance';

/** From 1 ms, which an answer from memory takes, to 10 s, the longest most requests may take. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Fewer, because there are as many of them as members and methods. */
const callBuckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** How an operation of this process can end; what a crash leaves is not counted. */
const endedStates = ['succeeded', 'failed', 'cancelled'] as const;

const createMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  const made = {
    registry,
    httpRequests: new Counter({
      name: 'etcdscope_http_requests_total',
      help: 'Requests answered, by template of the path, method and status.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    httpDuration: new Histogram({
      name: 'etcdscope_http_request_duration_seconds',
      help: 'Time from a request to the end of its answer, event streams left out.',
      labelNames: ['route', 'method'],
      buckets,
      registers,
    }),
    etcdCalls: new Counter({
      name: 'etcdscope_etcd_calls_total',
      help: 'Calls to etcd by member, method and outcome: ok or an error code.',
      labelNames: ['cluster', 'endpoint', 'method', 'code'],
      registers,
    }),
    etcdDuration: new Histogram({
      name: 'etcdscope_etcd_call_duration_seconds',
      help: 'Time that calls to etcd took, failed ones included.',
      labelNames: ['cluster', 'endpoint', 'method'],
      buckets: callBuckets,
      registers,
    }),
    scrapes: new Counter({
      name: 'etcdscope_scrapes_total',
      help: 'Reads of the metrics page of a member, by outcome: ok or why it failed.',
      labelNames: ['cluster', 'member', 'outcome'],
      registers,
    }),
    scrapeDuration: new Histogram({
      name: 'etcdscope_scrape_duration_seconds',
      help: 'Time that reading a metrics page took.',
      labelNames: ['cluster'],
      buckets,
      registers,
    }),
    scrapeBytes: new Counter({
      name: 'etcdscope_scrape_received_bytes_total',
      help: 'Bytes of metrics pages as they came over the network.',
      labelNames: ['cluster', 'member'],
      registers,
    }),
    auditWrites: new Counter({
      name: 'etcdscope_audit_writes_total',
      help: 'Lines of the audit log, by outcome: ok, or failed where none could be written.',
      labelNames: ['outcome'],
      registers,
    }),
    eventStreams: new Gauge({
      name: 'etcdscope_event_streams',
      help: 'Event streams that are open.',
      registers,
    }),
    eventResyncs: new Counter({
      name: 'etcdscope_event_resyncs_total',
      help: 'Times that a client fell behind and was told to read everything anew.',
      registers,
    }),
    operationsEnded: new Counter({
      name: 'etcdscope_operations_ended_total',
      help: 'Operations that ended, by kind and state.',
      labelNames: ['kind', 'state'],
      registers,
    }),
  };
  beginAtZero(made);
  return made;
};

/**
 * Gives counters whose labels are known beforehand their zero: what begins with the first failure
 * has not grown to Prometheus, and increase() would not see that one.
 */
const beginAtZero = ({
  auditWrites,
  operationsEnded,
}: Record<'auditWrites' | 'operationsEnded', Counter>): void => {
  for (const outcome of ['ok', 'failed']) {
    auditWrites.inc({ outcome }, 0);
  }
  for (const kind of operationSchema.shape.kind.options) {
    for (const state of endedStates) {
      operationsEnded.inc({ kind, state }, 0);
    }
  }
};

/**
 * What this process counts of itself. Labels hold what the configuration and this program name:
 * never a key, a user or an address of a client, so their number is bounded.
 */
export const metrics = (): ReturnType<typeof createMetrics> =>
  sharedInstance('telemetry', createMetrics);
