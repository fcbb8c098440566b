'use client';

import { useQuery } from '@tanstack/react-query';
import type { Advice, Slowness } from '@/lib/domain/api/advisor';
import { request } from './request';

const pollMilliseconds = 15_000;

const pathOf = (cluster: string): `/${string}` =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/advisor`;

/** What the advisor has to say of a cluster, asked again as often as its members are scraped. */
export const useAdvice = (cluster: string) =>
  useQuery({
    queryKey: ['advice', cluster],
    queryFn: ({ signal }) => request<Advice>(pathOf(cluster), { signal }),
    refetchInterval: pollMilliseconds,
  });

/** Possible causes of slowness over the last minutes. */
export const useSlowness = (cluster: string, minutes: number) =>
  useQuery({
    queryKey: ['slowness', cluster, minutes],
    queryFn: ({ signal }) =>
      request<Slowness>(`${pathOf(cluster)}/slow?minutes=${minutes}`, { signal }),
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
    refetchInterval: pollMilliseconds,
  });
