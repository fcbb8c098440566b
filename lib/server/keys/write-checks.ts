import 'server-only';
import { fromBase64Url, readableBytes, startsWithBytes, utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { maximumRequestBytes } from '@/lib/domain/keys/write-limits';
import type { ClusterConnection, KeyGuard } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';

/** The bytes of a key in a request. Throws `invalid_input` where there are none. */
export const keyOf = (text: string): Uint8Array => {
  const key = fromBase64Url(text);
  if (key === undefined || key.length === 0) {
    throw new AppError('invalid_input', { detail: 'A key has at least one byte.' });
  }
  return key;
};

/** The bytes of a value in a request. Throws `invalid_input`. */
export const bytesOf = (text: string): Uint8Array => {
  const bytes = fromBase64Url(text);
  if (bytes === undefined) {
    throw new AppError('invalid_input', { detail: 'The value is not base64url.' });
  }
  return bytes;
};

const encryptedStart = utf8Bytes('k8s:enc:');

/** Throws `encrypted_value`: only kube-apiserver can write one, and only under its own key. */
export const assertNotEncrypted = ({ value }: Pick<StoredKey, 'value'>): void => {
  if (startsWithBytes(value, encryptedStart)) {
    throw new AppError('encrypted_value', {
      detail:
        'This value was encrypted by kube-apiserver, which binds it to its key; only ' +
        'kube-apiserver can write or move it.',
    });
  }
};

/** What to tell of keys and values that are more than etcd takes at once. */
export const tooLargeError = (size: number): AppError =>
  new AppError('value_too_large', {
    detail: `Key and value have ${size} bytes together; etcd takes at most ${maximumRequestBytes} in one request by default.`,
    parameters: { size, limit: maximumRequestBytes },
  });

/** Throws `value_too_large` where etcd would not take the key with this value in one request. */
export const assertFits = (key: Uint8Array, value: Uint8Array): void => {
  const size = key.length + value.length;
  if (size > maximumRequestBytes) {
    throw tooLargeError(size);
  }
};

/** Reads a key as it is now; undefined where there is none. */
export const readStored = async (
  connection: ClusterConnection,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<StoredKey | undefined> => {
  const { keys } = await connection.keys.range({ key, rangeEnd: undefined, limit: 1 }, signal);
  return keys[0];
};

/** Reads a key that is about to change. Throws `key_gone` or `key_changed` where it has already. */
export const readUnchanged = async (
  connection: ClusterConnection,
  guard: KeyGuard,
  signal: AbortSignal,
): Promise<StoredKey> => {
  const stored = await readStored(connection, guard.key, signal);
  if (stored === undefined || stored.modRevision !== guard.modRevision) {
    throw changedError(guard, stored);
  }
  return stored;
};

/** What to tell where a guard does not hold: nothing was written, and where the key is now. */
export const changedError = (guard: KeyGuard, found: StoredKey | undefined): AppError => {
  const key = readableBytes(guard.key);
  if (found === undefined) {
    return new AppError('key_gone', {
      detail: `The key ${key} has been deleted or has expired; nothing was written.`,
      parameters: { key },
    });
  }
  const parameters = { key, modRevision: found.modRevision };
  return guard.modRevision === '0'
    ? new AppError('key_exists', {
        detail: `The key ${key} exists already, at revision ${found.modRevision}; nothing was written.`,
        parameters,
      })
    : new AppError('key_changed', {
        detail: `The key ${key} was changed at revision ${found.modRevision}; nothing was written.`,
        parameters,
      });
};
