import 'server-only';
import type { IRequestOp, IResponseOp, ITxnRequest } from 'etcd3';
import type { KeyGuard, KeyWrite } from './cluster-connection';
import type { StoredKey } from './key-source';

/** A Buffer over the same memory, as etcd3 wants it. */
export const toBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const toOperation = (write: KeyWrite): IRequestOp => {
  const key = toBuffer(write.key);
  return write.kind === 'delete'
    ? { request_delete_range: { key } }
    : { request_put: { key, value: toBuffer(write.value), lease: write.lease ?? '0' } };
};

/** A Txn that writes where all guards hold, and reads the guarded keys where one does not. */
export const toTxnRequest = (
  guards: readonly KeyGuard[],
  writes: readonly KeyWrite[],
): ITxnRequest => ({
  compare: guards.map(({ key, modRevision }) => ({
    key: toBuffer(key),
    target: 'Mod',
    result: 'Equal',
    mod_revision: modRevision,
  })),
  success: writes.map(toOperation),
  failure: guards.map(({ key }) => ({ request_range: { key: toBuffer(key), limit: '1' } })),
});

/** The key a guard was about, as the Txn found it. */
export const toFoundKey = ({ response_range }: IResponseOp): StoredKey | undefined => {
  const found = response_range?.kvs[0];
  return (
    found && {
      key: Uint8Array.from(found.key),
      value: Uint8Array.from(found.value),
      createRevision: found.create_revision,
      modRevision: found.mod_revision,
      version: found.version,
      lease: found.lease,
    }
  );
};
