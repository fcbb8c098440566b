'use client';

import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  Search,
  SearchList,
  SearchMatch,
  SearchMatches,
  StartSearchInput,
} from '@/lib/domain/api/searches';
import { pageQuery } from './page-query';
import { request } from './request';
import { useEventStream } from './use-event-stream';

/** Matches are read in pages of so many. */
export const matchesPerPage = 100;

const runningPollMilliseconds = 1_000;

const searchesPath = (cluster: string) =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/searches` as const;

const listKey = (cluster: string) => ['searches', cluster] as const;
const searchKey = (cluster: string, id: string) => ['search', cluster, id] as const;

const remember = (client: QueryClient, search: Search): void => {
  client.setQueryData(searchKey(search.cluster, search.id), search);
  void client.invalidateQueries({ queryKey: listKey(search.cluster) });
};

/** One search, read anew every second while it runs and at once when its work ends. */
export const useSearch = (cluster: string, id: string) => {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: searchKey(cluster, id),
    queryFn: ({ signal }) => request<Search>(`${searchesPath(cluster)}/${id}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.ending === 'running' ? runningPollMilliseconds : false,
  });
  const working = query.data?.operation.id;
  useEventStream(['operations'], (event) => {
    const isOurs = event.type === 'operation' && event.operation.id === working;
    if (isOurs && event.operation.state !== 'running') {
      void client.invalidateQueries({ queryKey: searchKey(cluster, id) });
      void client.invalidateQueries({ queryKey: listKey(cluster) });
    }
  });
  return query;
};

/** The person's own searches on a cluster, newest first. */
export const useSearches = (cluster: string) =>
  useQuery({
    queryKey: listKey(cluster),
    queryFn: ({ signal }) => request<SearchList>(searchesPath(cluster), { signal }),
  });

/** A page of matches, counted from 0; read anew as it fills. */
export const useMatchesPage = (search: Search, page: number) => {
  const from = page * matchesPerPage;
  const filled = Math.min(matchesPerPage, search.matches - from);
  return useQuery({
    queryKey: [...searchKey(search.cluster, search.id), 'matches', page, filled],
    queryFn: async ({ signal }): Promise<SearchMatch[]> => {
      const query = pageQuery({ from: String(from), limit: String(matchesPerPage) });
      const path = `${searchesPath(search.cluster)}/${search.id}/matches${query}` as const;
      return (await request<SearchMatches>(path, { signal })).matches;
    },
    enabled: filled > 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
};

/** Starts a search; one of the same person that runs is cancelled by the server. */
export const useStartSearch = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartSearchInput) =>
      request<Search>(searchesPath(cluster), { method: 'POST', body }),
    onSuccess: (search) => remember(client, search),
  });
};

/** Goes on with a search where it stopped. */
export const useResumeSearch = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<Search>(`${searchesPath(cluster)}/${id}/resume`, { method: 'POST' }),
    onSuccess: (search) => remember(client, search),
  });
};
