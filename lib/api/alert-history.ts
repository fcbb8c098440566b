'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { AlertHistory } from '@/lib/domain/api/alerts';
import { alertsAddress, alertsKey } from './alerts';
import { firstCursor, pageQuery } from './page-query';
import { request } from './request';

const pageSize = '50';

/** The alerts that have fired, newest first, page by page; of one rule where it is given. */
export const useAlertHistory = (cluster: string, rule?: string) =>
  useInfiniteQuery({
    queryKey: [...alertsKey(cluster), 'history', rule],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = pageQuery({ rule, cursor, limit: pageSize });
      return request<AlertHistory>(`${alertsAddress(cluster, '/history')}${query}`, { signal });
    },
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.next ?? undefined,
  });
