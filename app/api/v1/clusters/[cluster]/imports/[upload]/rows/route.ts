import { z } from 'zod';
import { importRowsQuerySchema, importRowsSchema, uploadIdSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { findUpload } from '@/lib/server/bulk/import-uploads';
import { readPlanRows } from '@/lib/server/bulk/read-plan';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/imports/{upload}/rows',
  summary: 'The lines of a dry run, page by page.',
  tag: 'bulk',
  action: 'key:import',
  params: z.strictObject({ cluster: clusterNameSchema, upload: uploadIdSchema }),
  query: importRowsQuerySchema,
  response: importRowsSchema,
  handle: ({ context, params: { cluster, upload }, query }) =>
    readPlanRows(findUpload(context.identity, cluster, upload), query),
});
