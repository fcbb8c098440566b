'use client';

import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Operation, OperationPage } from '@/lib/domain/api/operations';
import type {
  ComparedReport,
  EncryptionCoverage,
  LatestReport,
  ScanEstimate,
  ScanList,
  StartScan,
} from '@/lib/domain/api/space';
import { applyOperation } from './operations';
import { pageQuery } from './page-query';
import { request } from './request';
import { useEventStream } from './use-event-stream';
import { usePollInterval } from './use-poll-interval';

const spaceKey = (cluster: string) => ['space', cluster] as const;
const operationKey = (cluster: string) => ['space-operation', cluster] as const;

const clusterSpace = (cluster: string) =>
  `/api/v1/clusters/${encodeURIComponent(cluster)}/space` as const;

/**
 * The report to show: that of a scan by its id, else the newest that covers the prefix; null where
 * there is none. Prefixes are base64url.
 */
export const useSpaceReport = (cluster: string, prefix: string, scan: string | undefined) =>
  useQuery({
    queryKey: [...spaceKey(cluster), 'report', prefix, scan],
    queryFn: async ({ signal }): Promise<ComparedReport | null> => {
      const base = clusterSpace(cluster);
      if (scan !== undefined) {
        return request<ComparedReport>(`${base}/scans/${scan}`, { signal });
      }
      const query = pageQuery({ prefix });
      return (await request<LatestReport>(`${base}${query}`, { signal })).report;
    },
  });

/** The scans that are kept, newest first. */
export const useSpaceScans = (cluster: string) =>
  useQuery({
    queryKey: [...spaceKey(cluster), 'scans'],
    queryFn: ({ signal }) => request<ScanList>(`${clusterSpace(cluster)}/scans`, { signal }),
  });

/** What a scan of a prefix would cost; asked anew each time it is shown, because it counts. */
export const useScanEstimate = (cluster: string, prefix: string) =>
  useQuery({
    queryKey: ['space-estimate', cluster, prefix],
    queryFn: ({ signal }) =>
      request<ScanEstimate>(`${clusterSpace(cluster)}/estimate${pageQuery({ prefix })}`, {
        signal,
      }),
    gcTime: 0,
  });

/** How much of the Secrets is encrypted at rest. */
export const useEncryptionCoverage = (cluster: string) =>
  useQuery({
    queryKey: [...spaceKey(cluster), 'encryption'],
    queryFn: ({ signal }) =>
      request<EncryptionCoverage>(`${clusterSpace(cluster)}/encryption`, { signal }),
  });

/** A scan that runs or has just ended; what it found is read anew when it ends. */
const applyScan = (client: QueryClient, operation: Operation): void => {
  // The event of a short scan's end may come before the answer that it has started.
  client.setQueryData<Operation | null>(operationKey(operation.cluster), (known) =>
    known?.id === operation.id && known.state !== 'running' ? known : operation,
  );
  if (operation.state !== 'running') {
    void client.invalidateQueries({ queryKey: spaceKey(operation.cluster) });
  }
};

/** The scan that runs on a cluster, kept live, with its outcome while the page stays open. */
export const useSpaceOperation = (cluster: string): Operation | null => {
  const client = useQueryClient();
  useEventStream(['operations'], (event) => {
    if (event.type === 'operation' && event.operation.kind === 'space') {
      applyScan(client, event.operation);
    }
  });
  const refetchInterval = usePollInterval();
  const { data = null } = useQuery({
    queryKey: operationKey(cluster),
    refetchInterval,
    queryFn: async ({ signal }): Promise<Operation | null> => {
      const query = pageQuery({ cluster, state: 'running', limit: '50' });
      const page = await request<OperationPage>(`/api/v1/operations${query}`, { signal });
      const running = page.operations.find(({ kind }) => kind === 'space');
      return running ?? (await endedOf(client, cluster, signal));
    },
  });
  return data;
};

/** How a scan ended that this page saw running, where no event told. */
const endedOf = async (
  client: QueryClient,
  cluster: string,
  signal: AbortSignal,
): Promise<Operation | null> => {
  const known = client.getQueryData<Operation | null>(operationKey(cluster)) ?? null;
  if (known?.state !== 'running') {
    return known;
  }
  const ended = await request<Operation>(`/api/v1/operations/${known.id}`, { signal });
  void client.invalidateQueries({ queryKey: spaceKey(cluster) });
  return ended;
};

/** Starts a scan. */
export const useStartScan = (cluster: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartScan) =>
      request<Operation>(`${clusterSpace(cluster)}/scans`, { method: 'POST', body }),
    onSuccess: (operation) => {
      applyOperation(client, operation);
      applyScan(client, operation);
    },
  });
};
