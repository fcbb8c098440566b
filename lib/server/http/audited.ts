import 'server-only';
import type { Action } from '@/lib/domain/permissions';
import { auditChange } from '../audit/audit-change';
import { auditDenial, isDenial } from '../audit/audit-denial';
import { changeOf } from './change-of';
import { bringsCredentials } from './identify';
import type { Identity } from './request-context';
import type { ResponseDeclaration } from './response-kinds';
import type { InputSchema, RouteDeclaration, RouteInput } from './route-declaration';

/** What is known of one request while it runs. */
export type Running = {
  requestId: string;
  address: string;
  identity?: Identity;
};

/** What the audit log needs to know of a route. */
export type Guarded = Pick<RouteDeclaration, 'action' | 'method' | 'auditAction' | 'path'>;

/** Does a part of a request; a refusal of who asks is audited. */
export const auditingDenial = async <Result>(
  { action, auditAction, method, path }: Guarded,
  headers: Headers,
  running: Running,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    // A visitor without any credentials is no news: the page is about to ask for a login.
    const isNews = running.identity !== undefined || bringsCredentials(headers);
    if (isDenial(error) && (isNews || action === 'public')) {
      const fact = { action: auditAction ?? action, resource: `${method} ${path}` };
      await auditDenial(running, fact, error);
    }
    throw error;
  }
};

/** Does the work of a route with the lines of the audit log that belong to it. */
export const actAudited = <
  Params extends InputSchema,
  Query extends InputSchema,
  Body extends InputSchema,
  Result,
>(
  declaration: RouteDeclaration<Action | 'public', Params, Query, Body, ResponseDeclaration>,
  input: RouteInput<Params, Query, Body>,
  headers: Headers,
  running: Running,
  act: () => Promise<Result>,
): Promise<Result> => {
  if (declaration.action === 'public') {
    return act();
  }
  return declaration.audit === true || declaration.method !== 'GET'
    ? auditChange(running, changeOf(declaration, input), act)
    : auditingDenial(declaration, headers, running, act);
};
