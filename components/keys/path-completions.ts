import { fetchFolderPage } from '@/lib/api/keys';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url, startsWithBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { childOf } from '@/lib/domain/keys/folder-child';
import { parseReadable } from '@/lib/domain/keys/parse-readable';
import type { PathQuery } from './find-path';

const mostCompletions = '8';

/** The folder that a typed path lies in: all of it up to the last whole delimiter. */
const folderOf = (typed: Uint8Array, delimiter: Uint8Array): Uint8Array => {
  let folder = new Uint8Array();
  for (;;) {
    const child = childOf(typed, folder, delimiter);
    if (child.kind === 'key') {
      return folder;
    }
    folder = Uint8Array.from(child.name);
  }
};

/**
 * The keys and folders that begin with what was typed (readable text), in key order, at most eight;
 * of the revision given, or the newest.
 */
export const pathCompletions = async (
  { cluster, delimiter, revision }: PathQuery,
  text: string,
  signal: AbortSignal,
): Promise<FolderEntry[]> => {
  const typed = parseReadable(text.trim());
  const prefix = toBase64Url(folderOf(typed, utf8Bytes(delimiter)));
  const from = toBase64Url(typed);
  const query = { prefix, from, revision, limit: mostCompletions };
  const { entries } = await fetchFolderPage(cluster, query, signal);
  return entries.filter(({ name }) =>
    startsWithBytes(fromBase64Url(name.bytes) ?? new Uint8Array(), typed),
  );
};
