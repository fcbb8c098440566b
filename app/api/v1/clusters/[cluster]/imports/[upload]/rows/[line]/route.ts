import { z } from 'zod';
import { importDiffSchema, uploadIdSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { findUpload } from '@/lib/server/bulk/import-uploads';
import { readPlanDiff } from '@/lib/server/bulk/read-plan';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/imports/{upload}/rows/{line}',
  summary: 'The value of one line of a dry run before and after, masked where it is a secret.',
  tag: 'bulk',
  action: 'key:import',
  params: z.strictObject({
    cluster: clusterNameSchema,
    upload: uploadIdSchema,
    line: z.coerce.number().int().min(1),
  }),
  response: importDiffSchema,
  handle: ({ context, params: { cluster, upload, line } }) => {
    const found = findUpload(context.identity, cluster, upload);
    return readPlanDiff(clusterConnection(cluster), found, line, context.signal);
  },
});
