import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keyLifetimeSchema, writtenKeySchema } from '@/lib/domain/api/edits';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { setLifetime } from '@/lib/server/keys/set-lifetime';
import { readableKey, toWrittenKey, writeLimits } from '@/lib/server/keys/write-answer';

export const PUT = defineRoute({
  method: 'PUT',
  path: '/api/v1/clusters/{cluster}/key/lifetime',
  summary: 'Gives a key a time to live from now on, or takes it away.',
  tag: 'keys',
  action: 'key:write',
  auditAction: 'key:lifetime',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: keyLifetimeSchema,
  response: writtenKeySchema,
  ...writeLimits,
  auditResource: ({ body }) =>
    `${readableKey(body.key)}: ${body.seconds === null ? 'no lease' : `${body.seconds} s`}`,
  handle: async ({ context, params: { cluster }, body }) =>
    toWrittenKey(body.key, await setLifetime(context, clusterConnection(cluster), body)),
});
