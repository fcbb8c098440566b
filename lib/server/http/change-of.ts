import 'server-only';
import type { Action } from '@/lib/domain/permissions';
import type { AuditedChange } from '../audit/audit-change';
import type { ResponseDeclaration } from './response-kinds';
import type { InputSchema, RouteDeclaration, RouteInput } from './route-declaration';

const textMember = (value: unknown, name: string): string | undefined => {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
    return undefined;
  }
  const member: unknown = Reflect.get(value, name);
  return typeof member === 'string' ? member : undefined;
};

/** The log is never shortened, and a body may name a key of megabytes. */
const longestResource = 4_000;

const shortened = (text: string): string =>
  text.length > longestResource ? `${text.slice(0, longestResource)}…` : text;

/** What the audit log says of a request: its cluster is a path segment, its reason in the body. */
export const changeOf = <
  Params extends InputSchema,
  Query extends InputSchema,
  Body extends InputSchema,
>(
  declaration: RouteDeclaration<Action | 'public', Params, Query, Body, ResponseDeclaration>,
  input: RouteInput<Params, Query, Body>,
): AuditedChange => ({
  action: declaration.auditAction ?? declaration.action,
  cluster: textMember(input.params, 'cluster'),
  resource: shortened(
    declaration.auditResource?.(input) ?? `${declaration.method} ${declaration.path}`,
  ),
  reason: textMember(input.body, 'reason'),
});
