import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { operationSchema } from '@/lib/domain/api/operations';
import { performanceChecksSchema, startPerformanceCheckSchema } from '@/lib/domain/api/performance';
import { defineRoute } from '@/lib/server/http/define-route';
import { listChecks } from '@/lib/server/performance/list-checks';
import { startCheck } from '@/lib/server/performance/start-check';

const path = '/api/v1/clusters/{cluster}/performance/checks';
const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path,
  summary: 'The performance checks of a cluster that are kept, newest first, with their results.',
  tag: 'performance',
  action: 'metrics:read',
  params,
  response: performanceChecksSchema,
  handle: ({ params: { cluster } }) => listChecks(cluster),
});

export const POST = defineRoute({
  method: 'POST',
  path,
  summary: 'Starts a performance check, as etcdctl check perf does it; an operation.',
  tag: 'performance',
  action: 'performance:check',
  params,
  body: startPerformanceCheckSchema,
  response: operationSchema,
  status: 202,
  auditResource: ({ body: { load, seconds } }) => `load ${load} for ${seconds} s`,
  handle: ({ context, params: { cluster }, body }) => startCheck(context, cluster, body),
});
