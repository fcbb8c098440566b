import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import {
  comparisonIdSchema,
  restorePlanSchema,
  restoreSelectionSchema,
} from '@/lib/domain/api/history';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { describeSelection } from '@/lib/server/history/describe-selection';
import { planRestore } from '@/lib/server/history/plan-restore';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/comparisons/{comparison}/plan',
  summary: 'What bringing removed keys back would do; writes nothing.',
  tag: 'history',
  action: 'key:write',
  auditAction: 'key:plan-restore',
  params: z.strictObject({ cluster: clusterNameSchema, comparison: comparisonIdSchema }),
  body: restoreSelectionSchema,
  response: restorePlanSchema,
  deadlineMilliseconds: 60_000,
  auditResource: ({ params, body }) => describeSelection(params.comparison, body),
  handle: ({ context, params: { cluster, comparison }, body }) =>
    planRestore(context, clusterConnection(cluster), comparison, body),
});
