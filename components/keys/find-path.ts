import { fetchFolderPage } from '@/lib/api/keys';
import { compareBytes, concatBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { parseReadable } from '@/lib/domain/keys/parse-readable';

/** Where a typed path leads. */
export type FoundPath = { kind: 'key' | 'folder'; bytes: string } | { kind: 'nothing' };

/** Where to look; at the newest revision where none is given. */
export type PathQuery = { cluster: string; delimiter: string; revision?: string };

const firstOf = ({ cluster, revision }: PathQuery, prefix: string) =>
  fetchFolderPage(cluster, { prefix, revision, limit: '1' });

/** A key is the first of all that begin with its name, so a list of one tells without an error. */
const keyExists = async (query: PathQuery, bytes: string): Promise<boolean> => {
  const { entries } = await firstOf(query, bytes);
  const [first] = entries;
  return first?.kind === 'key' && first.name.bytes === bytes;
};

const folderExists = async (query: PathQuery, bytes: string): Promise<boolean> => {
  const { entries } = await firstOf(query, bytes);
  return entries.length > 0;
};

/** Finds out what typed readable text names: a key, a folder with or without its delimiter. */
export const findPath = async (query: PathQuery, text: string): Promise<FoundPath> => {
  const typed = parseReadable(text.trim());
  if (typed.length === 0) {
    return { kind: 'folder', bytes: '' };
  }
  const delimiter = utf8Bytes(query.delimiter);
  const key = toBase64Url(typed);
  if (await keyExists(query, key)) {
    return { kind: 'key', bytes: key };
  }
  const prefix = endsWithBytes(typed, delimiter) ? typed : concatBytes(typed, delimiter);
  const folder = toBase64Url(prefix);
  return delimiter.length > 0 && (await folderExists(query, folder))
    ? { kind: 'folder', bytes: folder }
    : { kind: 'nothing' };
};

const endsWithBytes = (bytes: Uint8Array, tail: Uint8Array): boolean =>
  tail.length <= bytes.length &&
  compareBytes(bytes.subarray(bytes.length - tail.length), tail) === 0;
