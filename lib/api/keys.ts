import { queryOptions } from '@tanstack/react-query';
import type { Folder, Key } from '@/lib/domain/api/keys';
import { apiUrl } from './api-url';
import { request } from './request';

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
};

/** Asks for a page of a folder. */
export const fetchFolderPage = (
  cluster: string,
  query: FolderPageQuery,
  signal?: AbortSignal,
): Promise<Folder> => request<Folder>(keysPath(cluster, 'keys', query), { signal });

/** The query of one key with its value, masked where it is a secret. */
export const keyQuery = (cluster: string, key: string) =>
  queryOptions({
    queryKey: ['key', cluster, key],
    queryFn: ({ signal }) => request<Key>(keysPath(cluster, 'key', { key }), { signal }),
  });

/** Asks for a masked value in full; the server writes the reason to its audit log first. */
export const revealKey = (cluster: string, key: string, reason: string): Promise<Key> =>
  request<Key>(keysPath(cluster, 'key/reveal'), { method: 'POST', body: { key, reason } });

/** The address of the download of a value. */
export const rawValueUrl = (cluster: string, key: string): string =>
  apiUrl(keysPath(cluster, 'key/raw', { key }));
