import { z } from 'zod';
import { endedSessionsSchema, usernameSchema } from '@/lib/domain/api/session';
import { endSessions } from '@/lib/server/accounts/end-sessions';
import { defineRoute } from '@/lib/server/http/define-route';

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/accounts/{username}/sessions',
  summary: 'End every session of an account.',
  tag: 'accounts',
  action: 'account:manage',
  params: z.strictObject({ username: usernameSchema }),
  response: endedSessionsSchema,
  auditAction: 'account:end-sessions',
  auditResource: ({ params }) => params.username,
  handle: async ({ params }) => ({ ended: await endSessions(params.username) }),
});
