import 'server-only';

/** How a range read is bounded, as RangeRequest of etcd's rpc.proto names it. */
export type RangeRequest = {
  key: Uint8Array;
  /** Exclusive end; undefined reads the one key, a single NUL byte reads to the end. */
  rangeEnd: Uint8Array | undefined;
  /** At most this many keys; required, because every list has a bound. */
  limit: number;
  revision?: string;
  keysOnly?: boolean;
  countOnly?: boolean;
  /** Answered from the member's own state, possibly stale. */
  serializable?: boolean;
};

/** One key as stored. 64-bit numbers are decimal text; `lease` is "0" where there is none. */
export type StoredKey = {
  key: Uint8Array;
  value: Uint8Array;
  createRevision: string;
  modRevision: string;
  version: string;
  lease: string;
};

/** The answer to a range read. */
export type RangeResult = {
  keys: StoredKey[];
  more: boolean;
  /** Keys in the whole range at the revision, whatever the limit. */
  count: string;
  /** Store revision the member was at when it answered. */
  revision: string;
  /** Hex id and name of the member that answered. */
  memberId: string;
  memberName: string;
};

/** Where keys come from: a live cluster, later also a snapshot file. */
export type KeySource = {
  /** Reads one range. Rejects with an AppError. */
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResult>;
  /**
   * Reads several ranges at one revision in one read-only Txn, at most 128 of them (etcd's
   * --max-txn-ops), answered in order.
   */
  rangeAll(requests: readonly RangeRequest[], signal?: AbortSignal): Promise<RangeResult[]>;
  /** The current revision. */
  revision(signal?: AbortSignal): Promise<string>;
};
