import { healthCheckSchema } from '@/lib/domain/api/health-check';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/livez',
  summary: 'Whether the process answers at all.',
  tag: 'health',
  action: 'public',
  response: healthCheckSchema,
  handle: () => ({ status: 'ok' as const }),
});
