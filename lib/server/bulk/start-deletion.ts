import 'server-only';
import { type DeletionBody, largestBulk } from '@/lib/domain/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { AppError } from '@/lib/domain/errors';
import type { KeyRange } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { assertWritable } from '../keys/write-policy';
import type { BulkChange } from './bulk-change';
import { changeRefusals } from './change-refusal';
import type { FreeBytes } from './data-disk';
import { describeSelection, rangesOf, readSelection } from './selected-keys';
import { startBulk } from './start-bulk';

/** Counts the keys of a selection: all of them, and those that may be deleted. */
const countKeys = async (
  context: RequestContext,
  connection: ClusterConnection,
  ranges: readonly KeyRange[],
  revision: string,
  signal: AbortSignal,
): Promise<{ total: number; deletable: number }> => {
  const counts = { total: 0, deletable: 0 };
  const reading = { revision, most: largestBulk };
  for await (const keys of readSelection(connection.heavyKeys, ranges, reading, signal)) {
    const refusals = await changeRefusals(context, connection, keys);
    counts.total += keys.length;
    counts.deletable += refusals.filter((refusal) => refusal === undefined).length;
  }
  return counts;
};

async function* deletions(
  connection: ClusterConnection,
  ranges: readonly KeyRange[],
  revision: string,
  signal: AbortSignal,
): AsyncGenerator<BulkChange> {
  const reading = { revision };
  for await (const keys of readSelection(connection.heavyKeys, ranges, reading, signal)) {
    for (const before of keys) {
      yield { key: before.key, guard: before.modRevision, value: undefined, before };
    }
  }
}

/**
 * Starts to delete what a preview showed: the same keys at the same revision, each only where it is
 * still as it was then. The operation fails with `conflict` where the confirmed number of keys is
 * another, and with `revision_compacted` where the revision is gone. Rejects with `read_only`.
 */
export const startDeletion = async (
  context: RequestContext,
  connection: ClusterConnection,
  { selection, revision, keys: confirmed }: DeletionBody,
  free?: FreeBytes,
): Promise<Operation> => {
  await assertWritable(context, connection, []);
  const ranges = rangesOf(selection);
  return startBulk({
    kind: 'delete-keys',
    context,
    connection,
    target: describeSelection(selection),
    free,
    plan: async (signal) => {
      const { total, deletable } = await countKeys(context, connection, ranges, revision, signal);
      if (String(deletable) !== confirmed) {
        throw new AppError('conflict', {
          detail: `What may be deleted has changed: ${deletable} keys now, ${confirmed} were confirmed. Look at the list again.`,
        });
      }
      return { total, changes: deletions(connection, ranges, revision, signal) };
    },
  });
};
