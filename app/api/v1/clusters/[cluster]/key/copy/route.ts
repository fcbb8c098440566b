import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keyCopySchema, writtenKeySchema } from '@/lib/domain/api/edits';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { copyKey } from '@/lib/server/keys/copy-key';
import { readableKey, toWrittenKey, writeLimits } from '@/lib/server/keys/write-answer';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/key/copy',
  summary: 'Copies a value to another key.',
  tag: 'keys',
  action: 'key:write',
  auditAction: 'key:copy',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: keyCopySchema,
  response: writtenKeySchema,
  ...writeLimits,
  auditResource: ({ body }) => `${readableKey(body.key)} → ${readableKey(body.to)}`,
  handle: async ({ context, params: { cluster }, body }) =>
    toWrittenKey(body.to, await copyKey(context, clusterConnection(cluster), body)),
});
