import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { writtenKeySchema } from '@/lib/domain/api/edits';
import { restoreKeySchema } from '@/lib/domain/api/history';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { restoreKey } from '@/lib/server/history/restore-key';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/key/restore',
  summary: 'Puts an old value of a key back, where the key is still as seen; without a lease.',
  tag: 'history',
  action: 'key:write',
  auditAction: 'key:restore',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: restoreKeySchema,
  response: writtenKeySchema,
  auditResource: ({ body }) =>
    `${readableBytes(fromBase64Url(body.key) ?? new Uint8Array())} at revision ${body.revision}`,
  handle: ({ context, params: { cluster }, body }) =>
    restoreKey(context, clusterConnection(cluster), body),
});
