'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditPage } from '@/lib/domain/api/audit';
import { firstCursor, pageQuery } from './page-query';
import { request } from './request';

const pageSize = '100';

/** Which lines of the audit log to show; an empty text shows all. */
export type AuditFilter = { actor: string; action: string };

/** The audit log, newest first, page by page. */
export const useAuditLog = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter.actor, filter.action] as const,
    queryFn: ({ signal, pageParam: cursor }) =>
      request<AuditPage>(`/api/v1/audit${pageQuery({ ...filter, cursor, limit: pageSize })}`, {
        signal,
      }),
    initialPageParam: firstCursor,
    getNextPageParam: (page) => page.next ?? undefined,
  });
