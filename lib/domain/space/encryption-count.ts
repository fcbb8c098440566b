import type { Encryption, EncryptionKey } from '../api/space';
import { encryptionOf, kmsKeyId } from '../kubernetes/encryption-header';

/** Counts which values are encrypted at rest, and with which key. */
export type EncryptionCount = {
  add(value: Uint8Array, modRevision: string): void;
  result(): Encryption;
};

/** Far more keys than any configuration lists; values of further ones are counted without name. */
const mostKeys = 16;

/** The greater of two revisions in decimal. */
const later = (left: string, right: string): string =>
  left.length > right.length || (left.length === right.length && left > right) ? left : right;

/** Counts the values of one kind. */
export const encryptionCount = (): EncryptionCount => {
  const keys = new Map<string, EncryptionKey>();
  let encrypted = 0;
  let plaintext = 0;
  let newestPlaintextRevision: string | null = null;
  const addEncrypted = (header: { provider: string; keyName: string }, keyId: string | null) => {
    const id = JSON.stringify([header.provider, header.keyName, keyId]);
    const known = keys.get(id);
    if (known !== undefined || keys.size >= mostKeys) {
      return known;
    }
    const added = { ...header, keyId, keys: 0, newestRevision: '0' };
    keys.set(id, added);
    return added;
  };
  return {
    add: (value, modRevision) => {
      const header = encryptionOf(value);
      if (header === undefined) {
        plaintext += 1;
        newestPlaintextRevision = later(newestPlaintextRevision ?? '0', modRevision);
        return;
      }
      encrypted += 1;
      const key = addEncrypted(header, kmsKeyId(value) ?? null);
      if (key !== undefined) {
        key.keys += 1;
        key.newestRevision = later(key.newestRevision, modRevision);
      }
    },
    result: () => ({
      encrypted,
      plaintext,
      newestPlaintextRevision,
      keys: [...keys.values()].toSorted((left, right) =>
        later(left.newestRevision, right.newestRevision) === left.newestRevision ? -1 : 1,
      ),
    }),
  };
};
