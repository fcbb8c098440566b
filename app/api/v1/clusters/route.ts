import { clustersSchema } from '@/lib/domain/api/overview';
import { listOverviews } from '@/lib/server/clusters/list-overviews';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters',
  summary: 'Every configured cluster with its verdict, worst first.',
  tag: 'clusters',
  action: 'cluster:read',
  response: clustersSchema,
  handle: async ({ context }) => ({ clusters: await listOverviews(context.signal) }),
});
