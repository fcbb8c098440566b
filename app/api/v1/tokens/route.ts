import { createdTokenSchema, newTokenSchema, tokensSchema } from '@/lib/domain/api/session';
import { defineRoute } from '@/lib/server/http/define-route';
import { createToken } from '@/lib/server/tokens/create-token';
import { listTokens } from '@/lib/server/tokens/list-tokens';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/tokens',
  summary: 'Your API tokens, newest first; of everybody for an admin.',
  tag: 'tokens',
  action: 'token:own',
  response: tokensSchema,
  handle: async ({ context }) => ({ tokens: await listTokens(context) }),
});

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/tokens',
  summary: 'Make an API token. Its secret is in this answer only.',
  tag: 'tokens',
  action: 'token:own',
  body: newTokenSchema,
  response: createdTokenSchema,
  status: 201,
  auditAction: 'token:create',
  auditResource: ({ body }) => `${body.name} as ${body.role}, ${body.expiresInDays} days`,
  handle: ({ context, body }) => createToken(context, body),
});
