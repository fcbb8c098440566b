import 'server-only';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { foldersAbove } from '@/lib/domain/keys/folder-child';

const mostLevels = 100;

/**
 * The prefixes whose scans have read every key of a prefix too, as base64url: the prefix itself,
 * the folders above it, and the whole store.
 */
export const coveringPrefixes = (prefix: Uint8Array, delimiter: string): string[] => {
  const above = foldersAbove(prefix, utf8Bytes(delimiter)).slice(0, mostLevels);
  return [...new Set([new Uint8Array(), ...above, prefix].map(toBase64Url))];
};
