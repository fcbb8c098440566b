import 'server-only';
import { errorStatus } from '@/lib/domain/errors';
import { type Json, openApiOperation } from './openapi-operation';
import type { RouteDescription } from './route-declaration';

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457. `code` is stable; texts may change.',
  required: ['type', 'title', 'status', 'detail', 'code', 'parameters', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(errorStatus) },
    parameters: {
      type: 'object',
      additionalProperties: { type: ['string', 'number'] },
    },
    requestId: { type: 'string', description: 'Also in `x-request-id` and in the log.' },
  },
};

const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer', description: 'An API token: `etcdscope_…`.' },
  session: { type: 'apiKey', in: 'cookie', name: 'etcdscope_session' },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'x-etcdscope-csrf',
    description: '`csrfToken` of `GET /api/v1/session`; a browser sends it with every change.',
  },
  proxy: {
    type: 'apiKey',
    in: 'header',
    name: 'x-etcdscope-proxy-secret',
    description: 'KubeSphere mode: sent by the proxy in front together with `X-Remote-User`.',
  },
};

const pathsOf = (routes: readonly RouteDescription[]): Json => {
  const paths = new Map<string, Json>();
  for (const route of routes) {
    const operations = paths.get(route.path) ?? {};
    operations[route.method.toLowerCase()] = openApiOperation(route);
    paths.set(route.path, operations);
  }
  return Object.fromEntries([...paths].sort(([left], [right]) => (left < right ? -1 : 1)));
};

/** An OpenAPI 3.1 document, as far as its shape matters here. */
export type OpenApiDocument = {
  openapi: string;
  info: { title: string; version: string } & Json;
  paths: Json;
  components: { schemas: Json; securitySchemes: Json };
} & Json;

/** The OpenAPI 3.1 document of declared routes, for a public path prefix. */
export const openApiDocument = (
  routes: readonly RouteDescription[],
  prefix: string,
): OpenApiDocument => ({
  openapi: '3.1.0',
  info: {
    title: 'etcdscope',
    version: '1',
    description:
      'Keys and values travel as unpadded base64url, 64-bit numbers as decimal text, ' +
      'times as RFC 3339 in UTC. Failures are RFC 9457 problems.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: prefix === '' ? '/' : prefix }],
  tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  paths: pathsOf(routes),
  components: { schemas: { Problem: problemSchema }, securitySchemes },
});
