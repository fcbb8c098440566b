import { z } from 'zod';
import { alertHistoryQuerySchema, alertHistorySchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { listAlertHistory } from '@/lib/server/alerts/list-history';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/alerts/history',
  summary: 'The alerts of a cluster that have fired, newest first, by page.',
  tag: 'alerts',
  action: 'alert:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: alertHistoryQuerySchema,
  response: alertHistorySchema,
  handle: ({ params: { cluster }, query }) => listAlertHistory(cluster, query),
});
