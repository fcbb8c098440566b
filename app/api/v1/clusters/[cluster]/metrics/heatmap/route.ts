import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { heatmapQuerySchema, heatmapSchema } from '@/lib/domain/api/metrics';
import { defineRoute } from '@/lib/server/http/define-route';
import { readClusterHeatmap } from '@/lib/server/metrics/metrics-source';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/metrics/heatmap',
  summary: "How one member's observations of a panel lie over time and size.",
  tag: 'metrics',
  action: 'metrics:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: heatmapQuerySchema,
  response: heatmapSchema,
  handle: ({ params: { cluster }, query, context }) =>
    readClusterHeatmap(cluster, query, context.signal),
});
