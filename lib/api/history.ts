'use client';

import {
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { WrittenKey } from '@/lib/domain/api/edits';
import type {
  Comparison,
  ComparisonRows,
  Comparisons,
  Difference,
  KeyHistory,
  RestorePlan,
  RestoreSelection,
  Revisions,
} from '@/lib/domain/api/history';
import type { Key } from '@/lib/domain/api/keys';
import type { Operation } from '@/lib/domain/api/operations';
import { applyOperation } from './operations';
import { firstCursor, pageQuery } from './page-query';
import { ProblemError, request } from './request';

/** The horizon moves every few minutes, the newest revision always. */
const revisionsMilliseconds = 10_000;

const runningMilliseconds = 1_000;

const base = (cluster: string) => `/api/v1/clusters/${encodeURIComponent(cluster)}` as const;

const comparisonsKey = (cluster: string) => ['comparisons', cluster] as const;
const comparisonKey = (cluster: string, id: string) => ['comparison', cluster, id] as const;

/** How far back the history of a cluster goes, kept current. */
export const useRevisions = (cluster: string) =>
  useQuery({
    queryKey: ['revisions', cluster],
    queryFn: ({ signal }) => request<Revisions>(`${base(cluster)}/revisions`, { signal }),
    refetchInterval: revisionsMilliseconds,
  });

/** What happened to a key, newest first, by page; `key` is base64url. */
export const useKeyHistory = (cluster: string, key: string) =>
  useInfiniteQuery({
    queryKey: ['key', cluster, key, 'history'],
    queryFn: ({ signal, pageParam: cursor }) =>
      request<KeyHistory>(`${base(cluster)}/key/history${pageQuery({ key, cursor })}`, { signal }),
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Puts an old value of a key back. */
export const useRestoreKey = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { key: string; revision: string; expected: string }) =>
      request<WrittenKey>(`${base(cluster)}/key/restore`, { method: 'POST', body }),
    onSettled: (_written, _error, { key }) => {
      void client.invalidateQueries({ queryKey: ['key', cluster, key] });
    },
  });
};

/** What to compare; see the API's description. */
export type StartComparison = {
  prefix: string;
  left?: string;
  right?: string;
  rightCluster?: string;
  onlyRemoved?: boolean;
};

/** Starts a comparison; the answer is its operation, whose id is the comparison's. */
export const useStartComparison = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartComparison) =>
      request<Operation>(`${base(cluster)}/comparisons`, { method: 'POST', body }),
    onSuccess: (operation) => {
      applyOperation(client, operation);
      void client.invalidateQueries({ queryKey: comparisonsKey(cluster) });
    },
  });
};

/** The newest comparisons one may see. */
export const useComparisons = (cluster: string) =>
  useQuery({
    queryKey: comparisonsKey(cluster),
    queryFn: ({ signal }) => request<Comparisons>(`${base(cluster)}/comparisons`, { signal }),
  });

/** One comparison, asked anew while it runs. */
export const useComparison = (cluster: string, id: string) =>
  useQuery({
    queryKey: comparisonKey(cluster, id),
    queryFn: ({ signal }) => request<Comparison>(`${base(cluster)}/comparisons/${id}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.operation.state === 'running' ? runningMilliseconds : false,
  });

/** Which rows of a comparison to show. */
export type RowsFilter = { kind: Difference | undefined; text: string };

/** The keys that differ, by page; `listed` is how many there are by now. */
export const useComparisonRows = (
  cluster: string,
  { id, listed }: { id: string; listed: number },
  { kind, text }: RowsFilter,
) =>
  useInfiniteQuery({
    queryKey: [...comparisonKey(cluster, id), 'rows', listed, kind, text],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = pageQuery({ kind, filter: text === '' ? undefined : text, cursor });
      return request<ComparisonRows>(`${base(cluster)}/comparisons/${id}/rows${query}`, { signal });
    },
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

/** Asks what bringing removed keys back would do. */
export const usePlanRestore = (cluster: string, id: string) =>
  useMutation({
    mutationFn: (body: RestoreSelection) =>
      request<RestorePlan>(`${base(cluster)}/comparisons/${id}/plan`, { method: 'POST', body }),
  });

/** Starts to bring removed keys back. */
export const useStartRestore = (cluster: string, id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RestoreSelection) =>
      request<Operation>(`${base(cluster)}/comparisons/${id}/restore`, { method: 'POST', body }),
    onSuccess: (operation) => applyOperation(client, operation),
  });
};

/** An operation as it stands, asked anew while it runs; `onEnd` once it has ended. */
export const useOperation = (id: string, onEnd: () => void) =>
  useQuery({
    queryKey: ['operations', 'one', id],
    queryFn: async ({ signal }) => {
      const operation = await request<Operation>(`/api/v1/operations/${id}`, { signal });
      if (operation.state !== 'running') {
        onEnd();
      }
      return operation;
    },
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? runningMilliseconds : false),
  });

/** Reads the rows of a comparison anew: what became of them has changed. */
export const useRefreshComparison = (cluster: string, id: string): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: comparisonKey(cluster, id) });
};

/** Where a value is to be read. */
export type KeyAt = { cluster: string; revision: string };

/** The query of a key's value at a revision; null where there is no key, or no place to look. */
export const keyAtQuery = (key: string, at: KeyAt | undefined) =>
  queryOptions({
    queryKey: ['key', at?.cluster, key, 'at', at?.revision],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Key | null> => {
      if (at === undefined) {
        return null;
      }
      const query = pageQuery({ key, revision: at.revision });
      try {
        return await request<Key>(`${base(at.cluster)}/key${query}`, { signal });
      } catch (error) {
        if (error instanceof ProblemError && error.problem.code === 'not_found') {
          return null;
        }
        throw error;
      }
    },
  });
