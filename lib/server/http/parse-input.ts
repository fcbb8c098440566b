import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/domain/errors';
import type { Action } from '@/lib/domain/permissions';
import { asDeclared } from './as-declared';
import { readJsonBody, refuseBody } from './read-body';
import type { ResponseDeclaration } from './response-kinds';
import type {
  InputSchema,
  Parsed,
  RouteDeclaration,
  RouteInput,
  RouteSegments,
} from './route-declaration';

const defaultMaximumBodyBytes = 65_536;
const maximumDetailLength = 500;

const refused = (field: string, what: string): AppError =>
  new AppError('invalid_input', {
    detail: `${field}: ${what}`.slice(0, maximumDetailLength),
    parameters: { field: field.slice(0, maximumDetailLength) },
  });

/** What is said of an input where the schema itself says nothing. */
const messageOf = ({ code, input }: z.core.$ZodRawIssue): string | undefined => {
  if (code === 'unrecognized_keys') {
    return 'is not known to this route.';
  }
  return code === 'invalid_type' && input === undefined ? 'is missing.' : undefined;
};

const parsePart = <Schema extends InputSchema>(
  part: 'params' | 'query' | 'body',
  schema: Schema,
  raw: unknown,
): Parsed<Schema> => {
  const result = (schema ?? z.undefined()).safeParse(raw, { error: messageOf });
  if (result.success) {
    return asDeclared<Parsed<Schema>>(result.data);
  }
  const issue = result.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [part, ...(issue?.path ?? []), ...unknown].map(String).join('.');
  throw refused(field, issue?.message ?? 'is not valid.');
};

const queryObject = (url: string): Record<string, string> => {
  const values = new Map<string, string>();
  for (const [name, value] of new URL(url).searchParams) {
    if (values.has(name)) {
      throw refused(`query.${name}`, 'is given more than once.');
    }
    values.set(name, value);
  }
  return Object.fromEntries(values);
};

const parseQuery = <Query extends InputSchema>(schema: Query, url: string): Parsed<Query> => {
  const raw = queryObject(url);
  const [unknownName] = Object.keys(raw);
  if (schema !== undefined) {
    return parsePart('query', schema, raw);
  }
  if (unknownName !== undefined) {
    throw refused(`query.${unknownName}`, 'is not known to this route.');
  }
  return parsePart('query', schema, undefined);
};

/**
 * The parsed path segments, query and body of a request; whatever is unknown, doubled or of a
 * wrong type is refused with `invalid_input` naming the field.
 */
export const parseInput = async <
  Params extends InputSchema,
  Query extends InputSchema,
  Body extends InputSchema,
>(
  declaration: Pick<
    RouteDeclaration<Action | 'public', Params, Query, Body, ResponseDeclaration>,
    'params' | 'query' | 'body' | 'maximumBodyBytes'
  >,
  request: Request,
  segments: RouteSegments,
  signal: AbortSignal,
): Promise<RouteInput<Params, Query, Body>> => {
  const { params, query, body, maximumBodyBytes = defaultMaximumBodyBytes } = declaration;
  const rawParams = params === undefined ? undefined : await segments.params;
  const parsedParams = parsePart('params', asDeclared<Params>(params), rawParams);
  const parsedQuery = parseQuery(asDeclared<Query>(query), request.url);
  if (body === undefined) {
    refuseBody(request.headers);
  }
  const rawBody = body && (await readJsonBody(request, maximumBodyBytes, signal));
  const parsedBody = parsePart('body', asDeclared<Body>(body), rawBody);
  return { params: parsedParams, query: parsedQuery, body: parsedBody };
};
