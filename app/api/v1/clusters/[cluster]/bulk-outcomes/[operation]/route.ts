import { z } from 'zod';
import { bulkOutcomeSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { operationIdSchema } from '@/lib/domain/api/operations';
import { readOutcome } from '@/lib/server/bulk/read-outcome';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/bulk-outcomes/{operation}',
  summary: 'How a bulk change ended: how many keys were changed, left, refused or failed.',
  tag: 'bulk',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema, operation: operationIdSchema }),
  response: bulkOutcomeSchema,
  handle: ({ params: { cluster, operation } }) =>
    readOutcome(clusterConnection(cluster).config.name, operation),
});
