'use client';

import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Operation, OperationPage } from '@/lib/domain/api/operations';
import { backupsKey } from './backup-keys';
import { pagesWithOperation, pageWithOperation } from './operation-lists';
import { firstCursor, pageQuery } from './page-query';
import { request } from './request';
import { useEventStream } from './use-event-stream';
import { usePollInterval } from './use-poll-interval';

const recentKey = (cluster: string) => ['operations', 'recent', cluster] as const;
const allKey = ['operations', 'all'] as const;
const pageSize = '50';

/** Brings a changed operation into whatever lists are on the screen. */
export const applyOperation = (client: QueryClient, changed: Operation): void => {
  client.setQueryData<OperationPage>(recentKey(changed.cluster), (page) =>
    page === undefined ? page : pageWithOperation(page, changed),
  );
  client.setQueryData<InfiniteData<OperationPage>>(allKey, (data) =>
    data === undefined ? data : pagesWithOperation(data, changed),
  );
  if (changed.state !== 'running') {
    void client.invalidateQueries({ queryKey: backupsKey(changed.cluster) });
  }
};

const useLiveOperations = (): void => {
  const client = useQueryClient();
  useEventStream(['operations'], (event) => {
    if (event.type === 'operation') {
      applyOperation(client, event.operation);
    }
  });
};

/** The newest operations of a cluster, kept live; the first one may be running. */
export const useRecentOperations = (cluster: string) => {
  useLiveOperations();
  const refetchInterval = usePollInterval();
  return useQuery({
    refetchInterval,
    queryKey: recentKey(cluster),
    queryFn: ({ signal }) =>
      request<OperationPage>(`/api/v1/operations${pageQuery({ cluster, limit: '5' })}`, { signal }),
  });
};

/** Every operation, newest first, page by page, kept live. */
export const useOperations = () => {
  useLiveOperations();
  const refetchInterval = usePollInterval();
  return useInfiniteQuery({
    refetchInterval,
    queryKey: allKey,
    queryFn: ({ signal, pageParam: cursor }) =>
      request<OperationPage>(`/api/v1/operations${pageQuery({ cursor, limit: pageSize })}`, {
        signal,
      }),
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.next ?? undefined,
  });
};

/** Cancels an operation. */
export const useCancelOperation = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<Operation>(`/api/v1/operations/${id}/cancel`, { method: 'POST' }),
    onSuccess: (operation) => applyOperation(client, operation),
  });
};
