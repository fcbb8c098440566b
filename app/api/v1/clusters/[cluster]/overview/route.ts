import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { overviewSchema } from '@/lib/domain/api/overview';
import { readOverview } from '@/lib/server/clusters/read-overview';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/overview',
  summary: 'Verdict, reasons, members, leader, alarms and certificates of one cluster.',
  tag: 'clusters',
  action: 'cluster:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  response: overviewSchema,
  handle: ({ params, context }) => readOverview(params.cluster, context.signal),
});
