'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Overview } from '@/lib/domain/api/overview';
import { request } from './request';
import { useEventStream, useLive } from './use-event-stream';

const clustersKey = ['clusters'] as const;
const overviewKey = (cluster: string) => ['overview', cluster] as const;

/** Without the event stream the pages ask; with it they are told. */
const pollMilliseconds = 5_000;

type ClusterList = { clusters: Overview[] };

/** Brings a fresh overview to the page of its cluster and into the list of all. */
const applyOverview = (client: QueryClient, overview: Overview): void => {
  client.setQueryData<Overview>(overviewKey(overview.cluster), overview);
  client.setQueryData<ClusterList>(
    clustersKey,
    (list) =>
      list && {
        clusters: list.clusters.map((known) =>
          known.cluster === overview.cluster ? overview : known,
        ),
      },
  );
};

const useLiveOverviews = (clusters: readonly string[]): void => {
  const client = useQueryClient();
  const topics = clusters.map((cluster) => `overview:${cluster}`);
  useEventStream(topics, (event) => {
    if (event.type === 'overview') {
      applyOverview(client, event.overview);
    }
  });
};

/**
 * A cluster's overview, kept live; `initial` is what the server rendered the page with. The
 * query's error is a ProblemError.
 */
export const useOverview = (cluster: string, initial?: Overview) => {
  useLiveOverviews([cluster]);
  const isLive = useLive();
  return useQuery({
    queryKey: overviewKey(cluster),
    queryFn: ({ signal }) =>
      request<Overview>(`/api/v1/clusters/${encodeURIComponent(cluster)}/overview`, { signal }),
    initialData: initial,
    initialDataUpdatedAt: initial && Date.parse(initial.checkedAt),
    staleTime: pollMilliseconds,
    refetchInterval: isLive ? false : pollMilliseconds,
  });
};

/** Every cluster with its overview, kept live, worst first as of the last full answer. */
export const useClusters = (initial?: readonly Overview[]) => {
  const isLive = useLive();
  const query = useQuery({
    queryKey: clustersKey,
    queryFn: ({ signal }) => request<ClusterList>('/api/v1/clusters', { signal }),
    initialData: initial && { clusters: [...initial] },
    staleTime: pollMilliseconds,
    refetchInterval: isLive ? false : pollMilliseconds,
  });
  useLiveOverviews((query.data?.clusters ?? []).map(({ cluster }) => cluster));
  return query;
};
