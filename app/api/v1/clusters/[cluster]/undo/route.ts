import { z } from 'zod';
import { undoListSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { listUndoFiles } from '@/lib/server/bulk/undo-files';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/undo',
  summary: 'The undo files of bulk changes of a cluster, newest first.',
  tag: 'bulk',
  action: 'key:import',
  params: z.strictObject({ cluster: clusterNameSchema }),
  response: undoListSchema,
  handle: ({ params: { cluster } }) => listUndoFiles(clusterConnection(cluster).config.name),
});
