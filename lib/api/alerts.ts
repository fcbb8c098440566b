'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Alerts } from '@/lib/domain/api/alerts';
import { request } from './request';
import { useEventStream, useLive } from './use-event-stream';

/** The key of everything that is known of a cluster's alerts. */
export const alertsKey = (cluster: string) => ['alerts', cluster] as const;

/** Events tell what begins and ends, not every new value: open pages ask for those. */
const pollMilliseconds = 10_000;

/** An address under a cluster's alerts; `page` is a part such as `/silences`, or empty. */
export const alertsAddress = (cluster: string, page: `/${string}` | '' = '') =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/alerts${page}` as const;

/** Everything about a cluster's alerts is read anew when one of them changes. */
const useLiveAlerts = (cluster: string): void => {
  const client = useQueryClient();
  useEventStream([`alerts:${cluster}`], (event) => {
    if (event.type === 'alerts') {
      void client.invalidateQueries({ queryKey: alertsKey(cluster) });
    }
  });
};

/**
 * The rules of a cluster with their alerts, worst first. What begins and ends is live; where it is
 * `watched` the values are kept current as well.
 */
export const useAlerts = (cluster: string, watched = false) => {
  useLiveAlerts(cluster);
  const isLive = useLive();
  return useQuery({
    queryKey: [...alertsKey(cluster), 'rules'],
    queryFn: ({ signal }) => request<Alerts>(alertsAddress(cluster), { signal }),
    refetchInterval: isLive && !watched ? false : pollMilliseconds,
  });
};
