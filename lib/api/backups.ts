'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Backup, BackupPage, Operation } from '@/lib/domain/api/operations';
import { apiUrl } from './api-url';
import { backupsKey } from './backup-keys';
import { applyOperation } from './operations';
import { firstCursor, pageQuery } from './page-query';
import { request } from './request';
import { usePollInterval } from './use-poll-interval';

const pageSize = '50';

const clusterBackups = (cluster: string) =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/backups` as const;

/** The backups of a cluster, newest first, page by page. */
export const useBackups = (cluster: string) => {
  const refetchInterval = usePollInterval();
  return useInfiniteQuery({
    refetchInterval,
    queryKey: backupsKey(cluster),
    queryFn: ({ signal, pageParam: cursor }) =>
      request<BackupPage>(`${clusterBackups(cluster)}${pageQuery({ cursor, limit: pageSize })}`, {
        signal,
      }),
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.next ?? undefined,
  });
};

/** Starts a backup, from a member by its id or from the one the server picks. */
export const useStartBackup = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (memberId: string | undefined) =>
      request<Operation>(clusterBackups(cluster), { method: 'POST', body: { memberId } }),
    onSuccess: (operation) => applyOperation(client, operation),
  });
};

/** Deletes a backup; the file name typed by hand goes with it. */
export const useDeleteBackup = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fileName }: { id: string; fileName: string }) =>
      request<void>(`${clusterBackups(cluster)}/${id}`, { method: 'DELETE', body: { fileName } }),
    onSuccess: () => client.invalidateQueries({ queryKey: backupsKey(cluster) }),
  });
};

/** Where the file of a backup is downloaded from. */
export const backupFileUrl = ({ cluster, id }: Pick<Backup, 'cluster' | 'id'>): string =>
  apiUrl(`${clusterBackups(cluster)}/${id}/file`);
