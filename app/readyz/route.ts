import { healthCheckSchema } from '@/lib/domain/api/health-check';
import { checkReadiness } from '@/lib/server/health/check-readiness';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/readyz',
  summary: 'Whether the process can serve: its store answers and it is not shutting down.',
  tag: 'health',
  action: 'public',
  response: healthCheckSchema,
  deadlineMilliseconds: 3_000,
  handle: async () => {
    await checkReadiness();
    return { status: 'ok' as const };
  },
});
