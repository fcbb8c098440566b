import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { comparedReportSchema, reportQuerySchema, scanIdSchema } from '@/lib/domain/api/space';
import { defineRoute } from '@/lib/server/http/define-route';
import { readReport } from '@/lib/server/space/read-scan';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/space/scans/{scan}',
  summary: 'What a space scan has found, with growth since the one before.',
  tag: 'space',
  action: 'space:read',
  params: z.strictObject({ cluster: clusterNameSchema, scan: scanIdSchema }),
  query: reportQuerySchema,
  response: comparedReportSchema,
  handle: ({ params: { cluster, scan }, query }) => readReport(cluster, scan, query.folder),
});
