import { z } from 'zod';
import { adviceSchema } from '@/lib/domain/api/advisor';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { readAdvice } from '@/lib/server/advisor/read-advice';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/advisor',
  summary: 'What should be mended in a cluster, with evidence, and what could not be judged.',
  tag: 'clusters',
  action: 'advisor:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  response: adviceSchema,
  handle: ({ params, context }) => readAdvice(params.cluster, context.signal),
});
