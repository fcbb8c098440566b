import { defineRoute } from '@/lib/server/http/define-route';
import { binary } from '@/lib/server/http/response-kinds';
import { readTelemetry } from '@/lib/server/telemetry/read-telemetry';

export const GET = defineRoute({
  method: 'GET',
  path: '/metrics',
  summary: 'What this server measures of itself, for Prometheus; needs the token of telemetry.',
  tag: 'health',
  action: 'public',
  response: binary('text/plain'),
  handle: ({ request }) => readTelemetry(request),
});
