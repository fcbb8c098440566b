'use client';

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ClusterSettings, ClusterSettingsChange } from '@/lib/domain/api/cluster-settings';
import type {
  KeyCopy,
  KeyDelete,
  KeyForms,
  KeyLifetime,
  KeyRename,
  KeySave,
  NewKey,
  WrittenKey,
} from '@/lib/domain/api/edits';
import { request } from './request';

const clusterPath = (cluster: string, path: string) =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/${path}` as const;

const settingsKey = (cluster: string) => ['cluster-settings', cluster] as const;

/** What administrators set for a cluster: whether Kubernetes objects may be written. */
export const useClusterSettings = (cluster: string) =>
  useQuery({
    queryKey: settingsKey(cluster),
    queryFn: ({ signal }) => request<ClusterSettings>(clusterPath(cluster, 'settings'), { signal }),
    staleTime: 30_000,
  });

/** Changes what administrators set for a cluster. */
export const useChangeClusterSettings = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ClusterSettingsChange) =>
      request<ClusterSettings>(clusterPath(cluster, 'settings'), { method: 'PUT', body }),
    onSuccess: (settings) => {
      client.setQueryData(settingsKey(cluster), settings);
      void client.invalidateQueries({ queryKey: ['key-forms', cluster] });
    },
  });
};

/** The query of how a key may be edited. */
export const keyFormsQuery = (cluster: string, key: string) =>
  queryOptions({
    queryKey: ['key-forms', cluster, key],
    queryFn: ({ signal }) =>
      request<KeyForms>(clusterPath(cluster, `key/forms?key=${key}`), { signal }),
    staleTime: 0,
  });

/** A change of one key. Whatever came of it, what is shown of keys is read anew. */
const useWrite = <Body>(cluster: string, method: 'POST' | 'PUT' | 'DELETE', path: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => request<WrittenKey>(clusterPath(cluster, path), { method, body }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['key', cluster] });
    },
  });
};

/** Creates a key. */
export const useCreateKey = (cluster: string) => useWrite<NewKey>(cluster, 'POST', 'key');

/** Saves a value in the place of the one seen. */
export const useSaveKey = (cluster: string) => useWrite<KeySave>(cluster, 'PUT', 'key');

/** Deletes a key. */
export const useDeleteKey = (cluster: string) => useWrite<KeyDelete>(cluster, 'DELETE', 'key');

/** Renames a key. */
export const useRenameKey = (cluster: string) => useWrite<KeyRename>(cluster, 'POST', 'key/rename');

/** Copies a key. */
export const useCopyKey = (cluster: string) => useWrite<KeyCopy>(cluster, 'POST', 'key/copy');

/** Sets or takes away the time to live of a key. */
export const useSetLifetime = (cluster: string) =>
  useWrite<KeyLifetime>(cluster, 'PUT', 'key/lifetime');
