import 'server-only';
import type { StoredKey } from '../etcd/key-source';

/** One change of many: what to do with a key that is still as it was seen. */
export type BulkChange = {
  key: Uint8Array;
  /** The mod revision the key was seen at; "0" where it must not exist. */
  guard: string;
  /** What to write; undefined to delete. */
  value: Uint8Array | undefined;
  /** The lease to write it under, decimal; none where left out. */
  lease?: string;
  /** The key as seen; read again where left out. */
  before?: StoredKey;
  /** Whether what is written had a lease, which it will not have. */
  losesLease?: boolean;
};

/**
 * The bytes a change adds to the Txn that makes it, or, where those are more, to the undo file: a
 * batch is held in memory with what it deletes.
 */
export const changeBytes = ({ key, value, before }: BulkChange): number =>
  2 * key.length + Math.max(value?.length ?? 0, before?.value.length ?? 0) + 32;
