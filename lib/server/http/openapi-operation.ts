import 'server-only';
import { z } from 'zod';
import { isJsonResponse, type ResponseDeclaration } from './response-kinds';
import type { RouteDescription } from './route-declaration';

/** Plain JSON of an OpenAPI document. */
export type Json = { [member: string]: unknown };

/** The JSON Schema (2020-12, as OpenAPI 3.1 has it) of a zod schema. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const parametersIn = (place: 'path' | 'query', schema: z.ZodType | undefined): Json[] => {
  if (schema === undefined) {
    return [];
  }
  const { properties, required } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties ?? {}).map(([name, property]) => {
    const description = typeof property === 'object' ? property.description : undefined;
    const isRequired = place === 'path' || (required ?? []).includes(name);
    return { name, in: place, required: isRequired, description, schema: property };
  });
};

const binaryContent = (mediaType: string): Json => ({
  [mediaType]: { schema: { type: 'string', format: 'binary' } },
});

const answerOf = (response: ResponseDeclaration): { description: string; content?: Json } => {
  if (isJsonResponse(response)) {
    const schema = jsonSchema(response, 'output');
    return { description: 'The answer.', content: { 'application/json': { schema } } };
  }
  if (response.kind === 'no-content') {
    return { description: 'Done; there is nothing to say.' };
  }
  if (response.kind === 'binary') {
    return { description: 'The file.', content: binaryContent(response.mediaType) };
  }
  if (response.kind === 'json-lines') {
    const schema = {
      type: 'string',
      description: 'JSON Lines.',
      contentMediaType: 'application/x-ndjson',
      contentSchema: jsonSchema(response.line, 'output'),
    };
    return { description: 'A stream of lines.', content: { 'application/x-ndjson': { schema } } };
  }
  const event = response.event === undefined ? {} : jsonSchema(response.event, 'output');
  const schema = {
    type: 'string',
    description: 'Server-sent events; the `data` of each is JSON.',
    contentMediaType: 'text/event-stream',
    contentSchema: event,
  };
  return { description: 'A stream of events.', content: { 'text/event-stream': { schema } } };
};

const statusOf = ({ response, status }: RouteDescription): string => {
  const isEmpty = !isJsonResponse(response) && response.kind === 'no-content';
  return isEmpty ? '204' : String(status ?? 200);
};

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const problemsOf = (route: RouteDescription): Json => ({
  '400': problem('An input is missing, unknown or malformed; `parameters.field` names it.'),
  ...(route.action === 'public'
    ? {}
    : {
        '401': problem('Nobody is logged in, or the token is not valid.'),
        '403': problem('The role does not allow it, or the CSRF check failed.'),
      }),
  '429': problem('Too many requests; see `retry-after`.'),
  default: problem('Any other failure, by its `code`.'),
});

const securityOf = ({ action, method }: RouteDescription): Json[] => {
  if (action === 'public') {
    return [];
  }
  const session = method === 'GET' ? { session: [] } : { session: [], csrf: [] };
  const proxy = method === 'GET' ? { proxy: [] } : { proxy: [], csrf: [] };
  return [{ token: [] }, session, proxy];
};

/** A name for generated clients, such as `getClustersByClusterKeys`. */
const operationId = ({ method, path }: RouteDescription): string => {
  const words = path
    .replace(/^\/api\/v1\//, '')
    .replaceAll('{', 'by-')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + capitals.join('');
};

/** One method of one path as an OpenAPI operation object. */
export const openApiOperation = (route: RouteDescription): Json => ({
  operationId: operationId(route),
  summary: route.summary,
  description: route.action === 'public' ? 'Needs nobody.' : `Needs the right \`${route.action}\`.`,
  tags: [route.tag],
  security: securityOf(route),
  parameters: [...parametersIn('path', route.params), ...parametersIn('query', route.query)],
  ...(route.body && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
    },
  }),
  responses: { [statusOf(route)]: answerOf(route.response), ...problemsOf(route) },
});
