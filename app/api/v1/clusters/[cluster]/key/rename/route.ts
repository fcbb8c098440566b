import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keyRenameSchema, writtenKeySchema } from '@/lib/domain/api/edits';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { renameKey } from '@/lib/server/keys/rename-key';
import { readableKey, toWrittenKey, writeLimits } from '@/lib/server/keys/write-answer';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/key/rename',
  summary: 'Moves a value and its lease to another key.',
  tag: 'keys',
  action: 'key:write',
  auditAction: 'key:rename',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: keyRenameSchema,
  response: writtenKeySchema,
  ...writeLimits,
  auditResource: ({ body }) => `${readableKey(body.key)} → ${readableKey(body.to)}`,
  handle: async ({ context, params: { cluster }, body }) =>
    toWrittenKey(body.to, await renameKey(context, clusterConnection(cluster), body)),
});
