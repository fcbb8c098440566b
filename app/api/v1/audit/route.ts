import { auditPageSchema, auditQuerySchema } from '@/lib/domain/api/audit';
import { listAudit } from '@/lib/server/audit/list-audit';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'The audit log, newest first.',
  tag: 'audit',
  action: 'audit:read',
  query: auditQuerySchema,
  response: auditPageSchema,
  handle: ({ query }) => listAudit(query),
});
