import { z } from 'zod';
import { silencePathIdSchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { stopSilence } from '@/lib/server/alerts/silences';
import { defineRoute } from '@/lib/server/http/define-route';
import { noContent } from '@/lib/server/http/response-kinds';

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/clusters/{cluster}/alerts/silences/{silence}',
  summary: 'Ends a silence before its time.',
  tag: 'alerts',
  action: 'alert:silence',
  params: z.strictObject({ cluster: clusterNameSchema, silence: silencePathIdSchema }),
  response: noContent(),
  auditResource: ({ params: { silence } }) => `silence ${silence}`,
  handle: ({ params: { cluster, silence } }) => stopSilence(cluster, silence),
});
