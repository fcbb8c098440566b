import { z } from 'zod';
import { operationIdSchema, operationSchema } from '@/lib/domain/api/operations';
import { defineRoute } from '@/lib/server/http/define-route';
import { readOperation } from '@/lib/server/operations/read-operation';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/operations/{operation}',
  summary: 'One operation as it stands now.',
  tag: 'operations',
  action: 'operation:read',
  params: z.strictObject({ operation: operationIdSchema }),
  response: operationSchema,
  handle: ({ params }) => readOperation(params.operation),
});
