import { operationPageSchema, operationsQuerySchema } from '@/lib/domain/api/operations';
import { defineRoute } from '@/lib/server/http/define-route';
import { listOperations } from '@/lib/server/operations/list-operations';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/operations',
  summary: 'Operations, newest first, by page.',
  tag: 'operations',
  action: 'operation:read',
  query: operationsQuerySchema,
  response: operationPageSchema,
  handle: ({ query }) => listOperations(query),
});
