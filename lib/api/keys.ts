import { queryOptions } from '@tanstack/react-query';
import type { Folder, FolderEntry, FolderLine, Key } from '@/lib/domain/api/keys';
import { apiUrl } from './api-url';
import { ProblemError, request } from './request';
import { requestLines } from './request-lines';

type Query = Record<string, string | undefined>;

const keysPath = (cluster: string, path: string, query: Query = {}): `/${string}` => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(name, value);
    }
  }
  const tail = search.size === 0 ? '' : `?${search}`;
  return `/api/v1/clusters/${encodeURIComponent(cluster)}/${path}${tail}`;
};

/** Which page of a folder to ask for; bytes as base64url. */
export type FolderPageQuery = {
  prefix: string;
  cursor?: string;
  revision?: string;
  limit?: string;
  /** The first child at or after this key begins the page. */
  from?: string;
  /** `true` asks for the last page. */
  last?: 'true';
  /** Only children whose label contains this text. */
  filter?: string;
  /** `true` counts every folder of the page anew, whatever its size. */
  recount?: 'true';
};

/** Asks for a page of a folder. */
export const fetchFolderPage = (
  cluster: string,
  query: FolderPageQuery,
  signal?: AbortSignal,
): Promise<Folder> => request<Folder>(keysPath(cluster, 'keys', query), { signal });

/**
 * Asks for a page of a folder as a stream: `onRows` gets the rows as they are found, whose counts
 * may be missing still; the promise gives the whole page. Throws ProblemError.
 */
export const streamFolderPage = async (
  cluster: string,
  query: FolderPageQuery,
  onRows: (entries: FolderEntry[]) => void,
  signal?: AbortSignal,
): Promise<Folder> => {
  for await (const line of requestLines<FolderLine>(
    keysPath(cluster, 'keys/stream', query),
    signal,
  )) {
    if (line.type === 'page') {
      return line.folder;
    }
    if (line.type === 'problem') {
      throw new ProblemError(line.problem);
    }
    onRows(line.entries);
  }
  throw new Error('The stream of the folder ended before its page.');
};

/** The query of one key with its value, masked where it is a secret; at a revision, or the newest. */
export const keyQuery = (cluster: string, key: string, revision?: string) =>
  queryOptions({
    queryKey: ['key', cluster, key, revision ?? null],
    queryFn: ({ signal }) => request<Key>(keysPath(cluster, 'key', { key, revision }), { signal }),
  });

/** Asks for a masked value in full; the server writes the reason to its audit log first. */
export const revealKey = (cluster: string, key: string, reason: string): Promise<Key> =>
  request<Key>(keysPath(cluster, 'key/reveal'), { method: 'POST', body: { key, reason } });

/** The address of the download of a value, at a revision or the newest. */
export const rawValueUrl = (cluster: string, key: string, revision?: string): string =>
  apiUrl(keysPath(cluster, 'key/raw', { key, revision }));
