import 'server-only';
import type { RestoreSelection, ReturnOutcome } from '@/lib/domain/api/history';
import type { Operation } from '@/lib/domain/api/operations';
import { inBatches } from '@/lib/domain/bulk/batches';
import { compareBytes, readableBytes } from '@/lib/domain/bytes';
import { isAppError } from '@/lib/domain/errors';
import { type BulkChange, changeBytes } from '../bulk/bulk-change';
import { changeRefusals } from '../bulk/change-refusal';
import { commitChanges } from '../bulk/commit-changes';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { startOperation } from '../operations/start-operation';
import { type StoredComparisonRow, setRowOutcomes } from '../store/comparisons';
import { store } from '../store/store';
import { requireRestorable } from './plan-restore';
import { readRemoved } from './removed-keys';

/** Below the 128 operations a Txn has by default, with room for servers that allow less. */
const operationsAtOnce = 100;

const bytesAtOnce = 1_048_576;

const valuesPerRead = 16;

/** A removed key on its way back. */
type Return = BulkChange & { position: number; value: Uint8Array };

type RestoreWork = {
  context: Pick<RequestContext, 'identity'>;
  connection: ClusterConnection;
  id: string;
  revision: string;
  rows: readonly StoredComparisonRow[];
  report: (done: number, total: number) => void;
};

/** The values as they were, read on the server; keys that exist again are noted and left. */
async function* readReturns(work: RestoreWork, signal: AbortSignal): AsyncGenerator<Return> {
  const { connection, rows, revision, id } = work;
  for await (const part of readRemoved(connection, rows, revision, signal)) {
    const existing = part.filter(({ now }) => now !== undefined);
    await note(
      id,
      existing.map(({ row }) => row),
      'exists',
    );
    for (const { row, then, now } of part) {
      if (now === undefined) {
        const { key, position } = row;
        yield { key, position, guard: '0', value: then.value, lease: then.lease };
      }
    }
  }
}

const note = (
  id: string,
  rows: readonly { position: number }[],
  outcome: ReturnOutcome,
): Promise<void> =>
  setRowOutcomes(
    store(),
    id,
    rows.map(({ position }) => position),
    outcome,
  );

/** Leases die with their keys or before: what had one that is gone comes back without. */
const withLivingLeases = async (
  connection: ClusterConnection,
  batch: readonly Return[],
): Promise<Return[]> => {
  const hasLease = batch.some(({ lease }) => lease !== '0');
  const living = new Set(hasLease ? await connection.leases() : []);
  return batch.map((item) => ({
    ...item,
    lease: living.has(item.lease ?? '0') ? item.lease : undefined,
  }));
};

const permitted = async (
  { context, connection, id }: RestoreWork,
  batch: readonly Return[],
): Promise<Return[]> => {
  const refusals = await changeRefusals(context, connection, batch);
  await note(
    id,
    batch.filter((_, index) => refusals[index] !== undefined),
    'refused',
  );
  return batch.filter((_, index) => refusals[index] === undefined);
};

/** Which of the keys written at a revision are found there as they were written. */
const readBack = async (
  { connection, id }: RestoreWork,
  changes: readonly Return[],
  revision: string,
): Promise<void> => {
  for (let offset = 0; offset < changes.length; offset += valuesPerRead) {
    const part = changes.slice(offset, offset + valuesPerRead);
    const results = await connection.keys.rangeAll(
      part.map(({ key }) => ({ key, rangeEnd: undefined, limit: 1, revision })),
    );
    const isThere = ({ value }: Return, index: number): boolean => {
      const stored = results[index]?.keys[0];
      return stored !== undefined && compareBytes(stored.value, value) === 0;
    };
    await note(id, part.filter(isThere), 'restored');
    await note(
      id,
      part.filter((change, index) => !isThere(change, index)),
      'unknown',
    );
  }
};

const commitBatch = async (
  work: RestoreWork,
  batch: readonly Return[],
  onHalved: (size: number) => void,
): Promise<void> => {
  const { connection, id } = work;
  const allowed = await withLivingLeases(connection, await permitted(work, batch));
  const own = new Map<BulkChange, Return>(allowed.map((item) => [item, item]));
  const returnsOf = (changes: readonly BulkChange[]): Return[] =>
    changes.flatMap((change) => own.get(change) ?? []);
  const result = await commitChanges(connection, allowed, onHalved);
  for (const { revision, changes } of result.changed) {
    await readBack(work, returnsOf(changes), revision);
  }
  await note(id, returnsOf(result.left), 'exists');
  if (result.failed.length > 0) {
    const isUnknown = isAppError(result.failure) && result.failure.code === 'outcome_unknown';
    await note(id, returnsOf(result.failed), isUnknown ? 'unknown' : 'failed');
    throw result.failure;
  }
};

const restoreAll = async (work: RestoreWork, signal: AbortSignal): Promise<void> => {
  let largest = operationsAtOnce;
  const limits = () => ({ items: largest, bytes: bytesAtOnce });
  for await (const batch of inBatches(readReturns(work, signal), changeBytes, limits)) {
    signal.throwIfAborted();
    await commitBatch(work, batch, (size) => {
      largest = Math.min(largest, size);
    });
    const last = batch.at(-1)?.position;
    work.report(1 + work.rows.findIndex(({ position }) => position === last), work.rows.length);
  }
  signal.throwIfAborted();
  work.report(work.rows.length, work.rows.length);
};

/**
 * Starts to bring removed keys of a comparison back, in batches that each hold only where none of
 * their keys exists; keys that do are left. What became of each key stands in the comparison.
 * Rejects as `planRestore` does, and with `conflict` where one runs, and then nothing was started.
 */
export const startRestore = async (
  context: RequestContext,
  connection: ClusterConnection,
  id: string,
  selection: RestoreSelection,
): Promise<Operation> => {
  const { rows, revision, prefix } = await requireRestorable(context, connection, id, selection);
  const { identity } = context;
  const { name } = connection.config;
  const folder = prefix.length === 0 ? name : readableBytes(prefix);
  return startOperation({
    kind: 'restore-keys',
    cluster: name,
    target: rows.length === 1 ? (rows[0]?.label ?? folder) : folder,
    startedBy: identity.username,
    work: (report, signal) =>
      restoreAll({ context: { identity }, connection, id, revision, rows, report }, signal),
  });
};
