import { loginSchema, sessionSchema } from '@/lib/domain/api/session';
import { logIn } from '@/lib/server/accounts/log-in';
import { logOut } from '@/lib/server/accounts/log-out';
import { defineRoute } from '@/lib/server/http/define-route';
import { describeSession } from '@/lib/server/http/describe-session';
import { publicAddress } from '@/lib/server/http/front-headers';
import { noContent } from '@/lib/server/http/response-kinds';
import { secretHash } from '@/lib/server/http/secret-hash';
import {
  expiredSessionCookie,
  sessionCookie,
  sessionSecret,
} from '@/lib/server/http/session-cookie';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who is asking, what they may do, and a CSRF token.',
  tag: 'session',
  action: 'session:own',
  response: sessionSchema,
  handle: ({ context }) => describeSession(context.identity),
});

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/session',
  summary: 'Log in with a local account. Sets the session cookie.',
  tag: 'session',
  action: 'public',
  body: loginSchema,
  response: sessionSchema,
  // Hashing on a machine that is busy, with others waiting before it, takes its time.
  deadlineMilliseconds: 30_000,
  handle: async ({ body, context, request, responseHeaders }) => {
    const replaced = sessionSecret(request.headers);
    const { identity, session } = await logIn(
      context,
      body,
      replaced === undefined ? undefined : secretHash(replaced),
    );
    responseHeaders.append(
      'set-cookie',
      sessionCookie(session.secret, session.maximumAgeSeconds, publicAddress(request.headers)),
    );
    return describeSession(identity);
  },
});

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Log out: the session ends at once.',
  tag: 'session',
  action: 'session:own',
  response: noContent(),
  auditAction: 'session:end',
  auditResource: () => 'own session',
  handle: async ({ context, request, responseHeaders }) => {
    await logOut(context);
    if (context.identity.sessionId !== undefined) {
      responseHeaders.append('set-cookie', expiredSessionCookie(publicAddress(request.headers)));
    }
  },
});
