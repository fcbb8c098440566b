import { z } from 'zod';
import { importPlanBodySchema, importPlanSchema, uploadIdSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { makePlan } from '@/lib/server/bulk/make-plan';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/imports/{upload}/plan',
  summary: 'A dry run of an import: what it would add, change, leave and refuse.',
  tag: 'bulk',
  action: 'key:import',
  auditAction: 'key:import-plan',
  params: z.strictObject({ cluster: clusterNameSchema, upload: uploadIdSchema }),
  body: importPlanBodySchema,
  response: importPlanSchema,
  deadlineMilliseconds: 120_000,
  auditResource: ({ params: { upload } }) => `dry run of ${upload}`,
  handle: ({ context, params: { cluster, upload }, body }) =>
    makePlan(context, clusterConnection(cluster), upload, body),
});
