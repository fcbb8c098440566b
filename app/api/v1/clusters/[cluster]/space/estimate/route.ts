import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { scanEstimateSchema, spaceQuerySchema } from '@/lib/domain/api/space';
import { defineRoute } from '@/lib/server/http/define-route';
import { estimateScan } from '@/lib/server/space/estimate-scan';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/space/estimate',
  summary: 'What a space scan of a prefix would cost: keys, bytes and time.',
  tag: 'space',
  action: 'space:scan',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: spaceQuerySchema,
  response: scanEstimateSchema,
  deadlineMilliseconds: 30_000,
  handle: ({ context, params: { cluster }, query }) =>
    estimateScan(cluster, query.prefix, context.signal),
});
