import { z } from 'zod';
import { deliveryTestSchema, receiverNameSchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { testDelivery } from '@/lib/server/alerts/deliveries';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/alerts/deliveries/{receiver}/test',
  summary: 'Sends a test message to a receiver at once, and tells whether it arrived.',
  tag: 'alerts',
  action: 'alert:configure',
  params: z.strictObject({ cluster: clusterNameSchema, receiver: receiverNameSchema }),
  response: deliveryTestSchema,
  deadlineMilliseconds: 40_000,
  auditResource: ({ params: { receiver } }) => `test message to ${receiver}`,
  handle: ({ params: { cluster, receiver }, context }) =>
    testDelivery({ cluster, name: receiver }, context.signal),
});
