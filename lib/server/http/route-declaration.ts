import 'server-only';
import type { z } from 'zod';
import type { Action } from '@/lib/domain/permissions';
import type { PublicContext, RequestContext } from './request-context';
import type { ResponseDeclaration } from './response-kinds';

/** The HTTP methods a route may have. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A schema where a route takes that input, or undefined where it takes none. */
export type InputSchema = z.ZodType | undefined;

/** The parsed value of an input, or undefined where the route takes none. */
export type Parsed<Schema extends InputSchema> = Schema extends z.ZodType
  ? z.output<Schema>
  : undefined;

/** What `handle` gives back: the declared JSON, a Response, or for 204 anything, unsent. */
type Answer<Declared extends ResponseDeclaration> = Declared extends z.ZodType
  ? z.output<Declared>
  : Declared extends { kind: 'no-content' }
    ? unknown
    : Response;

/** The parsed inputs of a request. */
export type RouteInput<
  Params extends InputSchema,
  Query extends InputSchema,
  Body extends InputSchema,
> = { params: Parsed<Params>; query: Parsed<Query>; body: Parsed<Body> };

/** A route whose action is `public` runs before anyone is known. */
export type ContextOf<RouteAction extends Action | 'public'> = RouteAction extends 'public'
  ? PublicContext
  : RequestContext;

/** Everything about a route: the same declaration runs it, guards it and documents it. */
export type RouteDeclaration<
  RouteAction extends Action | 'public' = Action | 'public',
  Params extends InputSchema = InputSchema,
  Query extends InputSchema = InputSchema,
  Body extends InputSchema = InputSchema,
  Declared extends ResponseDeclaration = ResponseDeclaration,
> = {
  method: Method;
  /** OpenAPI path: `/api/v1/clusters/{cluster}/keys`. */
  path: string;
  summary: string;
  tag: string;
  /** What whoever asks must be allowed to do; `public` needs nobody, and audits by itself. */
  action: RouteAction;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Declared;
  /** Status of a successful JSON answer, 200 where not given. */
  status?: 200 | 201 | 202;
  /** The action's name in the audit log, where the permission's name says too little. */
  auditAction?: string;
  /** Names what is touched, for the audit log. Never a secret. */
  auditResource?: (input: RouteInput<Params, Query, Body>) => string;
  /** Audits a GET too. Everything else always is. */
  audit?: boolean;
  /** How long `handle` may take before the answer is 504; 10 s where not given. */
  deadlineMilliseconds?: number;
  /** The most bytes a body may have; 64 KiB where not given. */
  maximumBodyBytes?: number;
};

/** The tools a handler may need beside its inputs. */
type RouteTools<RouteAction extends Action | 'public'> = {
  context: ContextOf<RouteAction>;
  request: Request;
  /** Headers to add to the answer, such as a cookie. */
  responseHeaders: Headers;
};

/** The dynamic segments of a path as Next hands them over. */
export type RouteSegments = { params: Promise<Record<string, string | string[] | undefined>> };

/** What the OpenAPI document is made from. */
export type RouteDescription = Omit<RouteDeclaration, 'auditResource'>;

/** A declared route: what a `route.ts` exports under the name of its method. */
export type RouteHandler = ((request: Request, segments: RouteSegments) => Promise<Response>) & {
  declaration: RouteDescription;
};

/** What does the work of a route. */
export type Handle<
  RouteAction extends Action | 'public',
  Params extends InputSchema,
  Query extends InputSchema,
  Body extends InputSchema,
  Declared extends ResponseDeclaration,
> = (
  input: RouteInput<Params, Query, Body> & RouteTools<RouteAction>,
) => Answer<Declared> | Promise<Answer<Declared>>;
