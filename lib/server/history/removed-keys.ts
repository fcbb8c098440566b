import 'server-only';
import type { RestoreSelection } from '@/lib/domain/api/history';
import { fromBase64Url, startsWithBytes, toBase64Url } from '@/lib/domain/bytes';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import { readComparisonRows, type StoredComparisonRow } from '../store/comparisons';
import { store } from '../store/store';

/** A removed key of a comparison: as it was, and as it is where it exists again. */
export type RemovedKey = {
  row: StoredComparisonRow;
  then: StoredKey;
  now: StoredKey | undefined;
};

const rowsPerRead = 500;

/** Sixteen of the largest values etcd takes stay well below what one answer may hold. */
const valuesPerRead = 16;

/** The removed keys of a comparison that a selection names, in key order; 10,000 at most. */
export const selectRemoved = async (
  id: string,
  { keys, prefixes }: RestoreSelection,
): Promise<StoredComparisonRow[]> => {
  const wanted = new Set(keys);
  const folders = prefixes.map((prefix) => fromBase64Url(prefix) ?? new Uint8Array());
  const selected: StoredComparisonRow[] = [];
  let after: number | undefined;
  while (true) {
    const rows = await readComparisonRows(store(), id, {
      after,
      kind: 'removed',
      limit: rowsPerRead,
    });
    selected.push(
      ...rows.filter(
        ({ key }) =>
          folders.some((folder) => startsWithBytes(key, folder)) || wanted.has(toBase64Url(key)),
      ),
    );
    after = rows.at(-1)?.position;
    if (rows.length < rowsPerRead) {
      return selected;
    }
  }
};

/**
 * Removed keys with their values at a revision, a few at a time. Rejects with `revision_compacted`
 * where the revision is gone, and then nothing can be brought back.
 */
export async function* readRemoved(
  connection: ClusterConnection,
  rows: readonly StoredComparisonRow[],
  revision: string,
  signal: AbortSignal,
): AsyncGenerator<RemovedKey[]> {
  for (let offset = 0; offset < rows.length; offset += valuesPerRead) {
    const part = rows.slice(offset, offset + valuesPerRead);
    const one = ({ key }: StoredComparisonRow) => ({ key, rangeEnd: undefined, limit: 1 });
    const [before, after] = await Promise.all([
      connection.keys.rangeAll(
        part.map((row) => ({ ...one(row), revision })),
        signal,
      ),
      connection.keys.rangeAll(
        part.map((row) => ({ ...one(row), keysOnly: true })),
        signal,
      ),
    ]);
    yield part.flatMap((row, index) => {
      const then = before[index]?.keys[0];
      return then === undefined ? [] : [{ row, then, now: after[index]?.keys[0] }];
    });
  }
}
