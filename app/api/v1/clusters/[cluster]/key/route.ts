import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keyQuerySchema, keySchema } from '@/lib/domain/api/keys';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { readKey } from '@/lib/server/keys/read-key';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/key',
  summary: 'One key with its metadata and value, secrets masked.',
  tag: 'keys',
  action: 'key:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: keyQuerySchema,
  response: keySchema,
  handle: ({ context, params: { cluster }, query }) =>
    readKey(context, clusterConnection(cluster), query, { reveal: false }),
});
