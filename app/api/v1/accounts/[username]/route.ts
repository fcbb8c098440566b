import { z } from 'zod';
import { accountChangeSchema, accountSchema, usernameSchema } from '@/lib/domain/api/session';
import { changeAccount } from '@/lib/server/accounts/change-account';
import { defineRoute } from '@/lib/server/http/define-route';

export const PATCH = defineRoute({
  method: 'PATCH',
  path: '/api/v1/accounts/{username}',
  summary: 'Change the role of an account, disable or enable it. Ends its sessions.',
  tag: 'accounts',
  action: 'account:manage',
  params: z.strictObject({ username: usernameSchema }),
  body: accountChangeSchema,
  response: accountSchema,
  auditAction: 'account:change',
  auditResource: ({ params, body }) => `${params.username} ${JSON.stringify(body)}`,
  handle: ({ params, body }) => changeAccount(params.username, body),
});
