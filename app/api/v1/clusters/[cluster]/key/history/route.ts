import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keyHistoryQuerySchema, keyHistorySchema } from '@/lib/domain/api/history';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { readKeyHistory } from '@/lib/server/history/read-key-history';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/key/history',
  summary: 'What happened to a key, newest first, by page, across deletions.',
  tag: 'history',
  action: 'key:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: keyHistoryQuerySchema,
  response: keyHistorySchema,
  deadlineMilliseconds: 30_000,
  handle: ({ context, params: { cluster }, query }) =>
    readKeyHistory(clusterConnection(cluster), query, context.signal),
});
