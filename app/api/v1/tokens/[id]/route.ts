import { z } from 'zod';
import { defineRoute } from '@/lib/server/http/define-route';
import { noContent } from '@/lib/server/http/response-kinds';
import { revokeToken } from '@/lib/server/tokens/revoke-token';

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/tokens/{id}',
  summary: 'Revoke an API token of your own; of anybody for an admin.',
  tag: 'tokens',
  action: 'token:own',
  params: z.strictObject({ id: z.uuid() }),
  response: noContent(),
  auditAction: 'token:revoke',
  auditResource: ({ params }) => params.id,
  handle: ({ context, params }) => revokeToken(context, params.id),
});
