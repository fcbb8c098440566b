import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import type { PerformanceRefusal, StartPerformanceCheck } from '@/lib/domain/api/performance';
import { AppError } from '@/lib/domain/errors';
import { checkPrefix } from '@/lib/domain/performance/check-keys';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnection } from '../etcd/cluster-connections';
import { logger } from '../http/logger';
import type { RequestContext } from '../http/request-context';
import { startOperation } from '../operations/start-operation';
import { insertPerformanceCheck, storePerformanceResult } from '../store/performance-checks';
import { store } from '../store/store';
import { checkSlot, readPlan } from './read-plan';
import { removeCheckKeys } from './remove-check-keys';
import { runCheck } from './run-check';

const sentences: Record<PerformanceRefusal['reason'], string> = {
  readOnly: 'the cluster is configured read-only.',
  noQuorum: 'not enough members answer.',
  alarm: 'an alarm is raised.',
  quotaUnknown: 'a member does not tell its quota or has none.',
  quota: 'too little of the quota would be left free.',
  running: 'another check is running.',
};

const refuse = ({ reason, parameters }: PerformanceRefusal): never => {
  throw new AppError('performance_refused', {
    detail: `The check was not started: ${sentences[reason]}`,
    parameters: { reason, ...parameters },
  });
};

type CheckWork = StartPerformanceCheck & {
  connection: ClusterConnection;
  report: (done: number, total: number) => void;
};

/** Runs a check under its record, and removes its keys however it ends. */
const work = async (
  { connection, load, seconds, report }: CheckWork,
  signal: AbortSignal,
  id: string,
): Promise<void> => {
  const check = { id, cluster: connection.config.name, load, seconds, prefix: checkPrefix(id) };
  // What is to be removed is on disk before the first key is written.
  await insertPerformanceCheck(store(), check);
  try {
    const result = await runCheck({ connection, ...check, report }, signal);
    await storePerformanceResult(store(), id, result);
  } finally {
    await removeCheckKeys(connection, check).catch((error: unknown) => {
      logger().warn({ check: id, err: error }, 'keys of a check stay for now');
    });
  }
};

/**
 * Starts a check as an operation; what it measured is read as a check of the same id. Rejects with
 * `performance_refused` where the plan has a refusal, and with `invalid_input` where the name of
 * the cluster is needed and was not typed.
 */
export const startCheck = async (
  context: RequestContext,
  cluster: string,
  body: StartPerformanceCheck,
): Promise<Operation> => {
  const { load, seconds, confirmation } = body;
  const connection = clusterConnection(cluster);
  const plan = await readPlan(cluster, { load, seconds }, context.signal);
  plan.refusals.slice(0, 1).forEach(refuse);
  if (plan.needsName && confirmation !== cluster) {
    throw new AppError('invalid_input', {
      detail: `This cluster holds Kubernetes objects: type its name, ${cluster}, to start a check.`,
    });
  }
  return startOperation({
    kind: 'performance-check',
    cluster,
    target: cluster,
    startedBy: context.identity.username,
    slot: checkSlot,
    work: (report, signal, id) => work({ ...body, connection, report }, signal, id),
  });
};
