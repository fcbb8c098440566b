import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { comparisonIdSchema, comparisonSchema } from '@/lib/domain/api/history';
import { readComparison } from '@/lib/server/history/read-comparison';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/comparisons/{comparison}',
  summary: 'A comparison with its counts and how far it is.',
  tag: 'history',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema, comparison: comparisonIdSchema }),
  response: comparisonSchema,
  handle: ({ context, params: { cluster, comparison } }) =>
    readComparison(context, cluster, comparison),
});
