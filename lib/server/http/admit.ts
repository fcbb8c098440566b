import 'server-only';
import type { Action } from '@/lib/domain/permissions';
import { authorize } from './authorize';
import { checkCsrfToken, checkSameOrigin } from './csrf';
import { limitRate } from './rate-limit';
import type { Identity } from './request-context';
import type { Method } from './route-declaration';

const checkCsrf = async (headers: Headers, identity: Identity): Promise<void> => {
  // A token is never sent by a browser on its own, so nobody can make one send it.
  if (identity.mode !== 'token') {
    checkSameOrigin(headers);
    await checkCsrfToken(headers, identity);
  }
};

/**
 * Lets a request of nobody in particular pass: a change from our own origin, within the rate limit.
 * Reads are health checks and the API document: behind a load balancer all come from one address,
 * and a flood of logins must not make the process look dead.
 */
export const admitAnyone = (headers: Headers, method: Method, address: string): void => {
  if (method !== 'GET') {
    checkSameOrigin(headers);
    limitRate(`address:${address}`);
  }
};

/**
 * Lets an identified request pass: CSRF for a change, rate limit, authorisation.
 * Throws `csrf_refused`, `rate_limited` or `forbidden`.
 */
export const admit = async (
  headers: Headers,
  method: Method,
  action: Action,
  identity: Identity,
): Promise<void> => {
  if (method !== 'GET') {
    await checkCsrf(headers, identity);
  }
  limitRate(`${identity.mode}:${identity.username}`);
  authorize({ identity }, action);
};
