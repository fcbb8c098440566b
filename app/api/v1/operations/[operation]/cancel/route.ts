import { z } from 'zod';
import { operationIdSchema, operationSchema } from '@/lib/domain/api/operations';
import { defineRoute } from '@/lib/server/http/define-route';
import { cancelOperation } from '@/lib/server/operations/cancel-operation';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/operations/{operation}/cancel',
  summary:
    'Cancels a running operation of one’s own, or with operation:cancel-any of anybody, and waits until it has cleaned up.',
  tag: 'operations',
  action: 'operation:cancel',
  params: z.strictObject({ operation: operationIdSchema }),
  response: operationSchema,
  auditResource: ({ params }) => `operation ${params.operation}`,
  handle: ({ context, params }) => cancelOperation(context, params.operation),
});
