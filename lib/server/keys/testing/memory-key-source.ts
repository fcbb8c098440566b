import 'server-only';
import { compareBytes, readableBytes } from '@/lib/domain/bytes';
import type { KeySource, RangeRequest, RangeResult, StoredKey } from '../../etcd/key-source';

/** What a reading cost: ops and Txns, index entries walked, the longest walk, keys returned. */
export type ReadCost = {
  operations: number;
  transactions: number;
  walked: number;
  longestWalk: number;
  returned: number;
};

/** A KeySource over keys in memory with the meaning of etcd's Range, that counts what it costs. */
export const memoryKeySource = (
  keys: readonly Uint8Array[],
): {
  source: KeySource;
  cost: ReadCost;
  /** Changes what is stored; the revision goes on. There is no past to read. */
  change: (added: readonly Uint8Array[], removed: readonly Uint8Array[]) => void;
} => {
  let stored = keys.toSorted(compareBytes).map(storedKey);
  let revision = 7;
  const cost = { operations: 0, transactions: 0, walked: 0, longestWalk: 0, returned: 0 };
  const range = (request: RangeRequest): RangeResult => {
    const from = firstAtOrAfter(stored, request.key);
    const to = endIndex(stored, request, from);
    const count = Math.max(0, to - from);
    const found = request.countOnly ? [] : stored.slice(from, Math.min(to, from + request.limit));
    cost.operations += 1;
    cost.walked += count;
    cost.longestWalk = Math.max(cost.longestWalk, count);
    cost.returned += found.length;
    return {
      ...answered,
      revision: String(revision),
      keys: found,
      more: found.length < count,
      count: String(count),
    };
  };
  const source: KeySource = {
    range: async (request) => range(request),
    rangeAll: async (requests) => {
      if (requests.length > 128) {
        throw new Error('too many operations in one Txn');
      }
      cost.transactions += 1;
      return requests.map(range);
    },
    revision: async () => String(revision),
  };
  return {
    source,
    cost,
    change: (added, removed) => {
      const gone = new Set(removed.map(readableBytes));
      stored = [...stored, ...added.map(storedKey)]
        .filter(({ key }) => !gone.has(readableBytes(key)))
        .toSorted((left, right) => compareBytes(left.key, right.key));
      revision += 1;
    },
  };
};

const answered = { memberId: '1', memberName: 'memory' };

const storedKey = (key: Uint8Array): StoredKey => ({
  key,
  value: new Uint8Array(),
  createRevision: '2',
  modRevision: '3',
  version: '1',
  lease: '0',
});

const endIndex = (stored: readonly StoredKey[], request: RangeRequest, from: number): number => {
  const { key, rangeEnd } = request;
  if (rangeEnd === undefined) {
    const first = stored[from];
    return first !== undefined && compareBytes(first.key, key) === 0 ? from + 1 : from;
  }
  const readsToTheEnd = rangeEnd.length === 1 && rangeEnd[0] === 0;
  return readsToTheEnd ? stored.length : firstAtOrAfter(stored, rangeEnd);
};

const firstAtOrAfter = (stored: readonly StoredKey[], key: Uint8Array): number => {
  let low = 0;
  let high = stored.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareBytes(stored[middle]?.key ?? key, key) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};
