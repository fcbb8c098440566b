import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { revisionsSchema } from '@/lib/domain/api/history';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { readRevisions } from '@/lib/server/history/read-revisions';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/revisions',
  summary: 'How far back the history of the store goes, and when which revision was seen.',
  tag: 'history',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema }),
  response: revisionsSchema,
  handle: ({ context, params: { cluster } }) =>
    readRevisions(clusterConnection(cluster), context.signal),
});
