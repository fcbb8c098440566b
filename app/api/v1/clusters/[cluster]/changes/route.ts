import { z } from 'zod';
import { changesQuerySchema, changesSchema } from '@/lib/domain/api/changes';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { listChanges } from '@/lib/server/watch/list-changes';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/changes',
  summary: 'What changed under a prefix lately: a live tail, without values.',
  tag: 'keys',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: changesQuerySchema,
  response: changesSchema,
  handle: ({ params: { cluster }, query, context }) =>
    listChanges(clusterConnection(cluster), query, context.identity.username),
});
