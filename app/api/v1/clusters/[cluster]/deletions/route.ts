import { z } from 'zod';
import { deletionBodySchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { operationSchema } from '@/lib/domain/api/operations';
import { describeSelection } from '@/lib/server/bulk/selected-keys';
import { startDeletion } from '@/lib/server/bulk/start-deletion';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/deletions',
  summary: 'Starts to delete what a preview showed; an undo file is written first.',
  tag: 'bulk',
  action: 'key:delete',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: deletionBodySchema,
  response: operationSchema,
  status: 202,
  maximumBodyBytes: 2_000_000,
  auditResource: ({ body }) => `${body.keys} keys: ${describeSelection(body.selection)}`,
  handle: ({ context, params: { cluster }, body }) =>
    startDeletion(context, clusterConnection(cluster), body),
});
