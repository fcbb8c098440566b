import { passwordChangeSchema } from '@/lib/domain/api/session';
import { changeOwnPassword } from '@/lib/server/accounts/change-own-password';
import { defineRoute } from '@/lib/server/http/define-route';
import { publicAddress } from '@/lib/server/http/front-headers';
import { noContent } from '@/lib/server/http/response-kinds';
import { sessionCookie } from '@/lib/server/http/session-cookie';

export const PUT = defineRoute({
  method: 'PUT',
  path: '/api/v1/session/password',
  summary: 'Change your own password. Ends your other sessions and revokes your tokens.',
  tag: 'session',
  action: 'session:own',
  body: passwordChangeSchema,
  response: noContent(),
  deadlineMilliseconds: 30_000,
  auditAction: 'account:change-own-password',
  auditResource: () => 'own password',
  handle: async ({ body, context, request, responseHeaders }) => {
    const { secret, maximumAgeSeconds } = await changeOwnPassword(context, body);
    const cookie = sessionCookie(secret, maximumAgeSeconds, publicAddress(request.headers));
    responseHeaders.append('set-cookie', cookie);
  },
});
