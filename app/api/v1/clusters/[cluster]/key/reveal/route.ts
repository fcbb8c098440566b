import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keySchema, revealSchema } from '@/lib/domain/api/keys';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { revealKey } from '@/lib/server/keys/reveal-key';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/key/reveal',
  summary: 'One key with its masked value in full; who asks and why is audited first.',
  tag: 'keys',
  action: 'key:reveal',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: revealSchema,
  response: keySchema,
  auditResource: ({ body }) => readableBytes(fromBase64Url(body.key) ?? new Uint8Array()),
  handle: ({ context, params: { cluster }, body }) =>
    revealKey(context, clusterConnection(cluster), body.key),
});
