import { z } from 'zod';
import { alertsSchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { listRules } from '@/lib/server/alerts/list-rules';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/alerts',
  summary: 'The alert rules of a cluster with their alerts, worst first.',
  tag: 'alerts',
  action: 'alert:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  response: alertsSchema,
  handle: ({ params: { cluster } }) => listRules(cluster),
});
