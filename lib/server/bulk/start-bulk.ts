import 'server-only';
import { rm } from 'node:fs/promises';
import type { BulkOutcome } from '@/lib/domain/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { isAppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { startOperation } from '../operations/start-operation';
import { insertBulkOutcome } from '../store/bulk-outcomes';
import { store } from '../store/store';
import { applyChanges } from './apply-changes';
import type { BulkChange } from './bulk-change';
import { type BulkTally, createBulkTally } from './bulk-tally';
import type { FreeBytes } from './data-disk';
import { makeUndoDirectory, undoPath } from './undo-directory';
import { pruneUndoFiles } from './undo-files';
import { createUndoWriter, type UndoWriter } from './undo-writer';

/** A bulk change to start. */
export type BulkRequest = {
  kind: 'delete-keys' | 'import-keys';
  context: RequestContext;
  connection: ClusterConnection;
  /** What it works on, in a few words. */
  target: string;
  /** Checks what is to be done once more, and gives the number of keys and their changes. */
  plan: (
    signal: AbortSignal,
    tally: BulkTally,
  ) => Promise<{ total: number; changes: AsyncIterable<BulkChange> }>;
  /** The operation whose undo file is read. */
  undoes?: string;
  /** Finds out the free bytes of the disk. */
  free?: FreeBytes;
  /** Run at the end, whatever that is. */
  cleanUp?: () => Promise<void>;
};

const run = async (
  request: BulkRequest,
  report: (done: number, total: number) => void,
  signal: AbortSignal,
  id: string,
): Promise<void> => {
  const { kind, context, connection, target, plan, undoes, free } = request;
  const tally = createBulkTally();
  const { total, changes } = await plan(signal, tally);
  report(0, total);
  await makeUndoDirectory();
  await pruneUndoFiles(Date.now(), undoes);
  const { name: cluster } = connection.config;
  const { username: startedBy } = context.identity;
  const startedAt = new Date().toISOString();
  const header = { operation: id, cluster, kind, target, startedBy, startedAt };
  const undo = await createUndoWriter(undoPath(id), header, free);
  const onProgress = (done: number): void => report(done, total);
  let isUnsure = false;
  try {
    await applyChanges({ context, connection, undo, tally, signal, onProgress }, changes);
  } catch (error) {
    isUnsure = isAppError(error) && error.code === 'outcome_unknown';
    throw error;
  } finally {
    const outcome = tally.outcome(id);
    await closeUndo(undo, outcome, isUnsure);
    await insertBulkOutcome(store(), { operation: id, cluster, outcome: JSON.stringify(outcome) });
  }
};

/** A file without its last line says that nobody saw what became of its last keys. */
const closeUndo = async (
  undo: UndoWriter,
  { operation, hasUndo, changed }: BulkOutcome,
  isUnsure: boolean,
): Promise<void> => {
  if (!isUnsure) {
    await undo.end(Number(changed)).catch(() => undefined);
  }
  await undo.close();
  if (!hasUndo) {
    await rm(undoPath(operation), { force: true });
  }
};

/**
 * Starts a bulk change as an operation; one at a time on a cluster. Rejects with `conflict` where
 * another one runs.
 */
export const startBulk = (request: BulkRequest): Promise<Operation> =>
  startOperation({
    kind: request.kind,
    cluster: request.connection.config.name,
    target: request.target,
    startedBy: request.context.identity.username,
    slot: `bulk:${request.connection.config.name}`,
    work: async (report, signal, id) => {
      try {
        await run(request, report, signal, id);
      } finally {
        await request.cleanUp?.();
      }
    },
  });
