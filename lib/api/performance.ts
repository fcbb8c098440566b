'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Operation } from '@/lib/domain/api/operations';
import type {
  PerformanceChecks,
  PerformancePlan,
  PerformancePlanQuery,
  StartPerformanceCheck,
} from '@/lib/domain/api/performance';
import { applyOperation } from './operations';
import { pageQuery } from './page-query';
import { request } from './request';
import { useEventStream } from './use-event-stream';
import { usePollInterval } from './use-poll-interval';

const checksKey = (cluster: string) => ['performance', cluster] as const;

const clusterPerformance = (cluster: string) =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/performance` as const;

/** The checks of a cluster that are kept, newest first, read anew when one ends. */
export const usePerformanceChecks = (cluster: string) => {
  const client = useQueryClient();
  useEventStream(['operations'], (event) => {
    if (
      event.type === 'operation' &&
      event.operation.kind === 'performance-check' &&
      event.operation.state !== 'running'
    ) {
      void client.invalidateQueries({ queryKey: checksKey(cluster) });
    }
  });
  const refetchInterval = usePollInterval();
  return useQuery({
    queryKey: checksKey(cluster),
    refetchInterval,
    queryFn: async ({ signal }) =>
      (await request<PerformanceChecks>(`${clusterPerformance(cluster)}/checks`, { signal }))
        .checks,
  });
};

/** What a check would write; asked anew each time it is shown. */
export const usePerformancePlan = (cluster: string, { load, seconds }: PerformancePlanQuery) =>
  useQuery({
    queryKey: ['performance-plan', cluster, load, seconds],
    queryFn: ({ signal }) =>
      request<PerformancePlan>(
        `${clusterPerformance(cluster)}/plan${pageQuery({ load, seconds: String(seconds) })}`,
        { signal },
      ),
    gcTime: 0,
  });

/** Starts a check. */
export const useStartPerformanceCheck = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartPerformanceCheck) =>
      request<Operation>(`${clusterPerformance(cluster)}/checks`, { method: 'POST', body }),
    onSuccess: (operation) => applyOperation(client, operation),
  });
};
