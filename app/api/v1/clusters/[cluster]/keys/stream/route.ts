import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { folderLineSchema, folderQuerySchema } from '@/lib/domain/api/keys';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { jsonLines } from '@/lib/server/http/response-kinds';
import { streamFolder } from '@/lib/server/keys/stream-folder';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/keys/stream',
  summary: 'A page of a folder as lines: rows as they are found, then the whole page.',
  tag: 'keys',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: folderQuerySchema,
  response: jsonLines(folderLineSchema),
  handle: ({ context, params: { cluster }, query }) =>
    streamFolder(context, clusterConnection(cluster), query),
});
