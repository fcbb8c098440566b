import { z } from 'zod';
import { changeRatesQuerySchema, changeRatesSchema } from '@/lib/domain/api/changes';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { readChangeRates } from '@/lib/server/watch/read-change-rates';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/changes/rates',
  summary: 'How much is written under a prefix, by child of a folder or by Kubernetes resource.',
  tag: 'keys',
  action: 'key:list',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: changeRatesQuerySchema,
  response: changeRatesSchema,
  handle: ({ params: { cluster }, query, context }) =>
    readChangeRates(clusterConnection(cluster), query, context.identity.username),
});
