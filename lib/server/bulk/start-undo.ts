import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { assertWritable } from '../keys/write-policy';
import type { BulkChange } from './bulk-change';
import type { BulkTally } from './bulk-tally';
import { fileLines } from './file-lines';
import { startBulk } from './start-bulk';
import { undoPath } from './undo-directory';
import { findUndoFile } from './undo-files';
import { parseUndoLine, type UndoEntry } from './undo-line';

/**
 * What an undo file says of the change as a whole. The first `certain` entries are of batches that
 * came to their end: those of them without a revision were never changed.
 */
type UndoState = { revisions: Map<number, string>; entries: number; certain: number };

const readState = async (file: string): Promise<UndoState> => {
  const state: UndoState = { revisions: new Map(), entries: 0, certain: 0 };
  let isNoted = false;
  for await (const { text } of fileLines(file)) {
    const line = parseUndoLine(text ?? '');
    if (line?.type === 'committed') {
      for (const entry of line.entries) {
        state.revisions.set(entry, line.revision);
      }
    }
    if (line?.type === 'end' || (line?.type === 'entry' && isNoted)) {
      state.certain = state.entries;
    }
    state.entries += line?.type === 'entry' ? 1 : 0;
    isNoted = line?.type === 'committed';
  }
  return state;
};

/**
 * What brings a key back: only where nobody wrote it since. Undefined for a key that was never
 * changed, `unknown` where a crash hid whether it was.
 */
const inverseOf = (
  { key, value, hadLease, becomes }: UndoEntry,
  revision: string | undefined,
  isCertain: boolean,
): BulkChange | 'unknown' | undefined => {
  if (revision === undefined && isCertain) {
    return undefined;
  }
  if (becomes === 'deleted') {
    return { key, guard: '0', value, losesLease: hadLease };
  }
  return revision === undefined ? 'unknown' : { key, guard: revision, value, losesLease: hadLease };
};

async function* inverses(
  file: string,
  { revisions, certain }: UndoState,
  tally: BulkTally,
): AsyncGenerator<BulkChange> {
  let number = 0;
  for await (const { text } of fileLines(file)) {
    const line = parseUndoLine(text ?? '');
    if (line?.type === 'entry') {
      const { entry } = line;
      const inverse = inverseOf(entry, revisions.get(number), number < certain);
      number += 1;
      if (inverse === 'unknown') {
        const unsure = { key: entry.key, guard: '0', value: entry.value };
        tally.kept('left', [unsure], 'outcome_unknown');
      } else if (inverse !== undefined) {
        yield inverse;
      }
    }
  }
}

/**
 * Starts to undo a bulk change from its undo file: every key as it was, where nobody wrote it
 * since. Leases are not brought back. Rejects with `not_found`, `read_only` or `conflict`.
 */
export const startUndo = async (
  context: RequestContext,
  connection: ClusterConnection,
  operation: string,
): Promise<Operation> => {
  await assertWritable(context, connection, []);
  const { target } = await findUndoFile(connection.config.name, operation);
  const file = undoPath(operation);
  return startBulk({
    kind: 'import-keys',
    context,
    connection,
    target,
    undoes: operation,
    plan: async (_signal, tally) => {
      const state = await readState(file);
      return { total: state.entries, changes: inverses(file, state, tally) };
    },
  });
};
