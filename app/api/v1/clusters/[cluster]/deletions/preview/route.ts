import { z } from 'zod';
import { deletionPreviewBodySchema, deletionPreviewSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { previewDeletion } from '@/lib/server/bulk/preview-deletion';
import { describeSelection } from '@/lib/server/bulk/selected-keys';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/deletions/preview',
  summary: 'What deleting chosen keys and folders would do, key by key, at one revision.',
  tag: 'bulk',
  action: 'key:delete',
  auditAction: 'key:delete-preview',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: deletionPreviewBodySchema,
  response: deletionPreviewSchema,
  maximumBodyBytes: 2_000_000,
  deadlineMilliseconds: 120_000,
  auditResource: ({ body }) => describeSelection(body.selection),
  handle: ({ context, params: { cluster }, body }) =>
    previewDeletion(context, clusterConnection(cluster), body),
});
