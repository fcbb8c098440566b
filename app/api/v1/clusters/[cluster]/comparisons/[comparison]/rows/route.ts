import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import {
  comparisonIdSchema,
  comparisonRowsQuerySchema,
  comparisonRowsSchema,
} from '@/lib/domain/api/history';
import { listDifferences } from '@/lib/server/history/read-comparison';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/comparisons/{comparison}/rows',
  summary: 'The keys that differ, in key order, by page.',
  tag: 'history',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema, comparison: comparisonIdSchema }),
  query: comparisonRowsQuerySchema,
  response: comparisonRowsSchema,
  handle: ({ context, params: { cluster, comparison }, query }) =>
    listDifferences(context, cluster, comparison, query),
});
