import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { folderQuerySchema, folderSchema } from '@/lib/domain/api/keys';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { listFolder } from '@/lib/server/keys/list-folder';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/keys',
  summary: 'Children of a folder in byte order, by page, at one revision.',
  tag: 'keys',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: folderQuerySchema,
  response: folderSchema,
  deadlineMilliseconds: 30_000,
  handle: ({ context, params: { cluster }, query }) =>
    listFolder(clusterConnection(cluster), query, context.signal),
});
