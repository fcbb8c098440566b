import 'server-only';
import { inBatches } from '@/lib/domain/bulk/batches';
import { isAppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { type BulkChange, changeBytes } from './bulk-change';
import type { BulkTally } from './bulk-tally';
import { changeRefusals } from './change-refusal';
import { commitChanges } from './commit-changes';
import type { UndoWriter } from './undo-writer';

/** Below the 128 operations a Txn has by default, with room for servers that allow less. */
const operationsAtOnce = 100;

/** Below the 1.5 MiB a request has by default. */
const bytesAtOnce = 1_000_000;

/** Sixteen of the largest values etcd takes stay well below what one answer may hold. */
const readAtOnce = 16;

/** What the changes are made with and who is told. */
export type BulkWork = {
  context: Pick<RequestContext, 'identity'>;
  connection: ClusterConnection;
  undo: UndoWriter;
  tally: BulkTally;
  signal: AbortSignal;
  onProgress: (done: number) => void;
};

const unknownKeys = (connection: ClusterConnection, changes: readonly BulkChange[]) =>
  connection.keys.rangeAll(changes.map(({ key }) => ({ key, rangeEnd: undefined, limit: 1 })));

/** The changes with the keys as they are, a few at a time; the ones that differ are left. */
const withBefore = async (
  { connection, tally }: BulkWork,
  changes: readonly BulkChange[],
): Promise<BulkChange[]> => {
  const ready: BulkChange[] = [];
  for (let offset = 0; offset < changes.length; offset += readAtOnce) {
    const part = changes.slice(offset, offset + readAtOnce);
    const unread = part.filter(({ before, guard }) => before === undefined && guard !== '0');
    const found = new Map<BulkChange, StoredKey | undefined>();
    const results = unread.length === 0 ? [] : await unknownKeys(connection, unread);
    unread.forEach((change, index) => {
      found.set(change, results[index]?.keys[0]);
    });
    for (const change of part) {
      const before = change.before ?? found.get(change);
      if ((before?.modRevision ?? '0') === change.guard) {
        ready.push({ ...change, before });
      } else {
        tally.kept('left', [change], 'changed_meanwhile');
      }
    }
  }
  return ready;
};

const permitted = async (
  { context, connection, tally }: BulkWork,
  changes: readonly BulkChange[],
): Promise<BulkChange[]> => {
  const touched = changes.flatMap(({ key, value, before }) => [
    { key, value: value ?? before?.value },
    { key, value: before?.value },
  ]);
  const refusals = await changeRefusals(context, connection, touched);
  return changes.filter((change, index) => {
    const refusal = refusals[2 * index] ?? refusals[2 * index + 1];
    if (refusal !== undefined) {
      tally.kept('refused', [change], refusal);
    }
    return refusal === undefined;
  });
};

/**
 * Makes many changes, batch by batch: what the keys were is on disk before the Txn that changes
 * them. Stops between batches once the signal aborts, and at the first batch that fails, with its
 * error; the tally then tells what was done until then.
 */
export const applyChanges = async (
  work: BulkWork,
  changes: AsyncIterable<BulkChange>,
): Promise<void> => {
  const { connection, undo, tally, signal, onProgress } = work;
  let largest = operationsAtOnce;
  const limits = () => ({ items: largest, bytes: bytesAtOnce });
  for await (const batch of inBatches(changes, changeBytes, limits)) {
    signal.throwIfAborted();
    const ready = await permitted(work, await withBefore(work, batch));
    if (ready.length > 0) {
      const first = await undo.append(ready);
      const result = await commitChanges(connection, ready, (size) => {
        largest = Math.min(largest, size);
      });
      const numberOf = (change: BulkChange): number => first + ready.indexOf(change);
      for (const { revision, changes: changed } of result.changed) {
        tally.changed(changed);
        await undo.committed(revision, changed.map(numberOf));
      }
      tally.kept('left', result.left, 'changed_meanwhile');
      if (result.failed.length > 0) {
        const code = isAppError(result.failure) ? result.failure.code : 'internal';
        tally.kept('failed', result.failed, code);
        throw result.failure;
      }
    }
    onProgress(tally.done());
  }
};
