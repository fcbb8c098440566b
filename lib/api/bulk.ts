'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  BulkOutcome,
  DeletionBody,
  DeletionPreview,
  SelectionBody,
  UndoList,
} from '@/lib/domain/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { applyOperation } from './operations';
import { request } from './request';
import { useEventStream } from './use-event-stream';

/** The address of what a cluster has to do with many keys at once. */
export const bulkPath = (cluster: string, path: string): `/${string}` =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/${path}`;

/** Where a page of a deletion's preview begins, and the revision of the first one. */
type PreviewPosition = { revision?: string; cursor?: string };

const firstPage: PreviewPosition = {};

/** Whether to list the keys that would be left instead, and at which revision to begin. */
type PreviewPart = { kept: boolean; revision?: string };

/** What deleting a selection would do, page by page, all at the revision of the first page. */
export const useDeletionPreview = (
  cluster: string,
  selection: SelectionBody,
  part: PreviewPart,
  enabled: boolean,
) =>
  useInfiniteQuery({
    enabled,
    queryKey: ['deletion-preview', cluster, selection, part],
    queryFn: ({ signal, pageParam }) =>
      request<DeletionPreview>(bulkPath(cluster, 'deletions/preview'), {
        method: 'POST',
        body: { selection, ...part, ...pageParam },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: ({ revision, next }) =>
      next === null ? undefined : { revision, cursor: next },
    // What is confirmed must be what was shown, so a preview is never shown twice.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Starts to delete what a preview showed. */
export const useDeleteKeys = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DeletionBody) =>
      request<Operation>(bulkPath(cluster, 'deletions'), { method: 'POST', body }),
    onSuccess: (operation) => applyOperation(client, operation),
  });
};

const operationKey = (id: string) => ['operation', id] as const;

const betweenLooks = 2_000;

/** An operation from its start to its end, kept live. */
export const useFollowedOperation = (started: Operation): Operation => {
  const client = useQueryClient();
  const queryKey = operationKey(started.id);
  useEventStream(['operations'], (event) => {
    if (event.type === 'operation' && event.operation.id === started.id) {
      client.setQueryData(queryKey, event.operation);
    }
  });
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const answer = await request<Operation>(`/api/v1/operations/${started.id}`, { signal });
      // An answer that was on its way while the end was told is older than that.
      const told = client.getQueryData<Operation>(queryKey);
      return told === undefined || told.state === 'running' ? answer : told;
    },
    initialData: started,
    staleTime: 0,
    // Asked for beside the events: the end may be told before this page has begun to listen.
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? betweenLooks : false),
  });
  return data;
};

/** How a bulk change ended; asked for once it has. */
export const useBulkOutcome = (cluster: string, { id, state }: Operation) =>
  useQuery({
    enabled: state !== 'running',
    queryKey: ['bulk-outcome', cluster, id],
    queryFn: ({ signal }) =>
      request<BulkOutcome>(bulkPath(cluster, `bulk-outcomes/${id}`), { signal }),
    retry: false,
  });

const undoKey = (cluster: string) => ['undo-files', cluster] as const;

/** The undo files of a cluster, newest first. */
export const useUndoFiles = (cluster: string) =>
  useQuery({
    queryKey: undoKey(cluster),
    queryFn: ({ signal }) => request<UndoList>(bulkPath(cluster, 'undo'), { signal }),
  });

/** Has the list of undo files read anew: a bulk change has ended. */
export const useRefreshUndoFiles = (cluster: string): (() => void) => {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: undoKey(cluster) });
};

/** Starts to undo the bulk change of an operation. */
export const useUndo = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (operation: string) =>
      request<Operation>(bulkPath(cluster, `undo/${operation}`), { method: 'POST' }),
    onSuccess: (operation) => applyOperation(client, operation),
  });
};

/** Deletes an undo file. */
export const useDeleteUndoFile = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (operation: string) =>
      request<void>(bulkPath(cluster, `undo/${operation}`), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: undoKey(cluster) }),
  });
};
