import { z } from 'zod';
import { slownessSchema, slowQuerySchema } from '@/lib/domain/api/advisor';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { readSlowness } from '@/lib/server/advisor/read-slowness';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/advisor/slow',
  summary: 'Possible causes of slowness over the last minutes, the strongest evidence first.',
  tag: 'clusters',
  action: 'advisor:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: slowQuerySchema,
  response: slownessSchema,
  handle: ({ params, query, context }) =>
    readSlowness(params.cluster, query.minutes, context.signal),
});
