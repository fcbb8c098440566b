import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { performancePlanQuerySchema, performancePlanSchema } from '@/lib/domain/api/performance';
import { defineRoute } from '@/lib/server/http/define-route';
import { readPlan } from '@/lib/server/performance/read-plan';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/performance/plan',
  summary: 'What a performance check would write, and whether it may start.',
  tag: 'performance',
  action: 'metrics:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: performancePlanQuerySchema,
  response: performancePlanSchema,
  handle: ({ context, params: { cluster }, query }) => readPlan(cluster, query, context.signal),
});
