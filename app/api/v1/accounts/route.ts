import { accountSchema, accountsSchema, newAccountSchema } from '@/lib/domain/api/session';
import { createAccount } from '@/lib/server/accounts/create-account';
import { listAccounts } from '@/lib/server/accounts/list-accounts';
import { defineRoute } from '@/lib/server/http/define-route';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/accounts',
  summary: 'The local accounts, by name.',
  tag: 'accounts',
  action: 'account:manage',
  response: accountsSchema,
  handle: async () => ({ accounts: await listAccounts() }),
});

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/accounts',
  summary: 'Make a local account.',
  tag: 'accounts',
  action: 'account:manage',
  body: newAccountSchema,
  response: accountSchema,
  status: 201,
  deadlineMilliseconds: 30_000,
  auditAction: 'account:create',
  auditResource: ({ body }) => `${body.username} as ${body.role}`,
  handle: ({ body }) => createAccount(body),
});
