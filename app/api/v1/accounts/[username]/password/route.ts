import { z } from 'zod';
import { passwordResetSchema, usernameSchema } from '@/lib/domain/api/session';
import { setPassword } from '@/lib/server/accounts/set-password';
import { defineRoute } from '@/lib/server/http/define-route';
import { noContent } from '@/lib/server/http/response-kinds';

export const PUT = defineRoute({
  method: 'PUT',
  path: '/api/v1/accounts/{username}/password',
  summary: 'Set the password of an account. Ends its sessions and revokes its tokens.',
  tag: 'accounts',
  action: 'account:manage',
  params: z.strictObject({ username: usernameSchema }),
  body: passwordResetSchema,
  response: noContent(),
  deadlineMilliseconds: 30_000,
  auditAction: 'account:set-password',
  auditResource: ({ params }) => params.username,
  handle: ({ params, body }) => setPassword(params.username, body.password),
});
