import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { monitoringFileSchema, monitoringQuerySchema } from '@/lib/domain/api/monitoring';
import { defineRoute } from '@/lib/server/http/define-route';
import { exportMonitoring } from '@/lib/server/monitoring/export-monitoring';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/monitoring',
  summary: 'A file that lets Prometheus or Grafana watch the cluster: targets, rules, dashboard.',
  tag: 'metrics',
  action: 'monitoring:export',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: monitoringQuerySchema,
  response: monitoringFileSchema,
  handle: ({ params: { cluster }, query: { format, lang, namespace, labels } }) =>
    exportMonitoring(cluster, {
      format,
      language: lang,
      placement: { namespace, labels },
    }),
});
