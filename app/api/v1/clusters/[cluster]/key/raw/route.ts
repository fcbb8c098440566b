import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keyQuerySchema } from '@/lib/domain/api/keys';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { binary } from '@/lib/server/http/response-kinds';
import { downloadKey } from '@/lib/server/keys/download-key';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/key/raw',
  summary: 'The bytes of a value as a download; refused for masked keys.',
  tag: 'keys',
  action: 'key:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: keyQuerySchema,
  response: binary('application/octet-stream'),
  handle: ({ context, params: { cluster }, query }) =>
    downloadKey(clusterConnection(cluster), query, context.signal),
});
