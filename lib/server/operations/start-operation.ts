import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Operation } from '@/lib/domain/api/operations';
import { AppError } from '@/lib/domain/errors';
import { operationId } from '@/lib/domain/operations/operation-id';
import { eventHub } from '../events/hub';
import { insertOperation } from '../store/operations';
import { store } from '../store/store';
import { metrics } from '../telemetry/metrics';
import { operationOutcome } from './operation-outcome';
import { operationReporter } from './operation-reporter';
import { type RunningOperation, runningOperations } from './running-operations';

/** Tells how far the work is; cheap, may be called as often as one likes. */
type ReportProgress = (done: number, total: number) => void;

/** What the work of an operation gets. */
type OperationWork = (report: ReportProgress, signal: AbortSignal, id: string) => Promise<void>;

/** An operation to start. */
export type OperationRequest = {
  kind: Operation['kind'];
  cluster: string;
  target: string;
  startedBy: string;
  /** Only one operation of a slot runs at a time; its kind and cluster where not given. */
  slot?: string;
  /** Resolves when it succeeded; rejects when it failed or, after the abort, was cancelled. */
  work: OperationWork;
};

const claimSlot = (slot: string): void => {
  const { slots, stopping } = runningOperations();
  if (stopping) {
    throw new AppError('shutting_down', {
      detail: 'The server is stopping and starts nothing new. Try again in a minute.',
    });
  }
  if (slots.has(slot)) {
    throw new AppError('conflict', {
      detail:
        'An operation of this kind is already running on this cluster. Wait for it to end, or cancel it.',
    });
  }
  slots.add(slot);
};

const newOperation = ({ kind, cluster, target, startedBy }: OperationRequest): Operation => {
  const startedAt = new Date();
  return {
    id: operationId(startedAt, randomBytes(4).toString('hex')),
    kind,
    cluster,
    target,
    state: 'running',
    startedBy,
    startedAt: startedAt.toISOString(),
    endedAt: null,
    done: '0',
    total: null,
    cancellable: true,
    failure: null,
  };
};

/**
 * Starts work as an operation and gives its record at once; the work goes on by itself. Rejects
 * with `conflict` where one of the kind runs on the cluster, with `shutting_down` at the end of
 * the process, or where the record cannot be written, and then nothing was started.
 */
export const startOperation = async (request: OperationRequest): Promise<Operation> => {
  const slot = request.slot ?? `${request.kind}:${request.cluster}`;
  await runningOperations().recovery;
  claimSlot(slot);
  const operation = newOperation(request);
  const controller = new AbortController();
  const recorded = recordStart(operation);
  const running: RunningOperation = {
    slot,
    current: operation,
    controller,
    ended: recorded.then(
      () => runToEnd(running, request.work),
      () => release(running),
    ),
  };
  // Registered before it is recorded, so that a stop in between waits for it and cancels it.
  runningOperations().byId.set(operation.id, running);
  await recorded;
  return operation;
};

const recordStart = async (operation: Operation): Promise<void> => {
  await insertOperation(store(), operation);
  eventHub().publish('operations', { type: 'operation', operation });
};

const release = ({ current, slot }: RunningOperation): void => {
  const { byId, slots } = runningOperations();
  byId.delete(current.id);
  slots.delete(slot);
};

/** Runs the work and records how it ended; never rejects. */
const runToEnd = async (running: RunningOperation, work: OperationWork): Promise<void> => {
  const { signal } = running.controller;
  const reporter = operationReporter(running);
  let failure: { thrown: unknown } | undefined;
  try {
    signal.throwIfAborted();
    await work(reporter.progress, signal, running.current.id);
  } catch (thrown) {
    failure = { thrown };
  }
  const outcome = operationOutcome(running.current, failure, signal);
  metrics().operationsEnded.inc({ kind: outcome.kind, state: outcome.state });
  await reporter.end(outcome);
  release(running);
};
