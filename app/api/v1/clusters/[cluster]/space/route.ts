import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { latestReportSchema, spaceQuerySchema } from '@/lib/domain/api/space';
import { defineRoute } from '@/lib/server/http/define-route';
import { readLatestReport } from '@/lib/server/space/read-scan';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/space',
  summary: 'What fills a prefix, as the newest scan that covers it has found.',
  tag: 'space',
  action: 'space:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: spaceQuerySchema,
  response: latestReportSchema,
  handle: ({ params: { cluster }, query }) => readLatestReport(cluster, query.prefix),
});
