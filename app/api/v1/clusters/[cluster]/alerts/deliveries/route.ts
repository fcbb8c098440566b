import { z } from 'zod';
import { deliveriesSchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { listDeliveries } from '@/lib/server/alerts/deliveries';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/alerts/deliveries',
  summary: 'Where the alerts of a cluster are sent, and whether that works.',
  tag: 'alerts',
  action: 'alert:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  response: deliveriesSchema,
  handle: ({ params: { cluster } }) => listDeliveries(cluster),
});
