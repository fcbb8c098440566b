'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Panels } from '@/lib/domain/api/metrics';
import { type TimeRange, timeRanges } from '@/lib/domain/metrics/time-ranges';
import { request } from './request';
import { useEventStream, useLive } from './use-event-stream';

const points = 240;
const longestWait = 60_000;
const pollMilliseconds = 15_000;

const fetchPanels = (
  cluster: string,
  panelIds: string,
  range: TimeRange,
  signal: AbortSignal,
): Promise<Panels> => {
  const to = Date.now();
  const query = new URLSearchParams({
    panels: panelIds,
    from: new Date(to - timeRanges[range]).toISOString(),
    to: new Date(to).toISOString(),
    points: String(points),
  });
  return request<Panels>(`/api/v1/clusters/${cluster}/metrics?${query}`, { signal });
};

/**
 * Panels of a cluster over a range that ends now, read again after every round of scrapes; less
 * often where the range is so long that a scrape would not be seen in it.
 */
export const usePanels = (cluster: string, panelIds: readonly string[], range: TimeRange) => {
  const queryClient = useQueryClient();
  const isLive = useLive();
  const ids = panelIds.join(',');
  const key = ['metrics', cluster, ids, range];
  const patience = Math.min(longestWait, timeRanges[range] / 1000);
  useEventStream([`metrics:${cluster}`], (event) => {
    const readAt = queryClient.getQueryState(key)?.dataUpdatedAt ?? 0;
    if (event.type === 'metrics' && Date.now() - readAt >= patience) {
      void queryClient.invalidateQueries({ queryKey: key });
    }
  });
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => fetchPanels(cluster, ids, range, signal),
    // Another range of the same cluster stays on screen until the new one is here.
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
    refetchInterval: isLive ? false : pollMilliseconds,
  });
};
