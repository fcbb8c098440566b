import 'server-only';
import type { Action } from '@/lib/domain/permissions';
import type { ResponseDeclaration } from './response-kinds';
import type { Handle, InputSchema, RouteDeclaration, RouteHandler } from './route-declaration';
import { runRoute } from './run-route';

/**
 * Declares one method of one path. Every request then passes, in this order: identity, CSRF, rate
 * limit, authorisation, parsing, deadline and cancellation, audit of the intent, `handle`, audit
 * of the result; and is answered with the declared response or an RFC 9457 problem.
 */
export const defineRoute = <
  const RouteAction extends Action | 'public',
  Declared extends ResponseDeclaration,
  Params extends InputSchema = undefined,
  Query extends InputSchema = undefined,
  Body extends InputSchema = undefined,
>(
  route: RouteDeclaration<RouteAction, Params, Query, Body, Declared> & {
    handle: Handle<RouteAction, Params, Query, Body, Declared>;
  },
): RouteHandler => {
  const { handle, auditResource, ...declaration } = route;
  return Object.assign(runRoute({ ...declaration, auditResource }, handle), { declaration });
};
