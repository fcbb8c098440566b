import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { panelsQuerySchema, panelsSchema } from '@/lib/domain/api/metrics';
import { defineRoute } from '@/lib/server/http/define-route';
import { readClusterPanels } from '@/lib/server/metrics/metrics-source';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/metrics',
  summary: "Panels over a time range, per member, from the members' own metrics.",
  tag: 'metrics',
  action: 'metrics:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: panelsQuerySchema,
  response: panelsSchema,
  handle: ({ params: { cluster }, query, context }) =>
    readClusterPanels(cluster, query, context.signal),
});
