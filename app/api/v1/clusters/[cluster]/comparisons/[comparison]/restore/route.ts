import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { comparisonIdSchema, restoreSelectionSchema } from '@/lib/domain/api/history';
import { operationSchema } from '@/lib/domain/api/operations';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { describeSelection } from '@/lib/server/history/describe-selection';
import { startRestore } from '@/lib/server/history/restore-keys';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/comparisons/{comparison}/restore',
  summary: 'Starts to bring removed keys back; keys that exist again are left.',
  tag: 'history',
  action: 'key:write',
  auditAction: 'key:restore',
  params: z.strictObject({ cluster: clusterNameSchema, comparison: comparisonIdSchema }),
  body: restoreSelectionSchema,
  response: operationSchema,
  status: 202,
  deadlineMilliseconds: 60_000,
  auditResource: ({ params, body }) => describeSelection(params.comparison, body),
  handle: ({ context, params: { cluster, comparison }, body }) =>
    startRestore(context, clusterConnection(cluster), comparison, body),
});
