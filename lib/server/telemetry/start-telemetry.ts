import 'server-only';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { configuration } from '../config/load-configuration';
import { callObserver } from '../etcd/call-observer';
import { runningOperations } from '../operations/running-operations';
import { registerBackupGauges } from './backup-gauges';
import { metrics } from './metrics';

/** Gauges of prom-client whose names promtool takes for those of counters. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

const observeCalls = (): void => {
  const { etcdCalls, etcdDuration } = metrics();
  callObserver().observe = ({ cluster, endpoint, method, code, seconds }) => {
    etcdCalls.inc({ cluster, endpoint, method, code });
    etcdDuration.observe({ cluster, endpoint, method }, seconds);
  };
};

const registerOperationGauge = (): void => {
  new Gauge({
    name: 'etcdscope_operations_running',
    help: 'Operations that are running, by kind.',
    labelNames: ['kind'],
    registers: [metrics().registry],
    collect() {
      this.reset();
      for (const { current } of runningOperations().byId.values()) {
        this.inc({ kind: current.kind });
      }
    },
  });
};

/**
 * Begins to measure what costs something to measure: the process itself, its event loop, every
 * call to etcd. Does nothing where the configuration has nobody to read it.
 */
export const startTelemetry = (): void => {
  if (configuration().telemetry === undefined) {
    return;
  }
  const { registry } = metrics();
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) {
    registry.removeSingleMetric(name);
  }
  observeCalls();
  registerOperationGauge();
  registerBackupGauges();
};
