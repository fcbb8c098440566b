import { z } from 'zod';
import { defineRoute } from '@/lib/server/http/define-route';
import { publicAddress } from '@/lib/server/http/front-headers';
import { openApiDocument } from '@/lib/server/http/openapi-document';
import { routeDeclarations } from '@/lib/server/http/route-declarations';

const anyObject = z.record(z.string(), z.unknown());

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This description of the API, OpenAPI 3.1.',
  tag: 'documentation',
  action: 'public',
  response: z.looseObject({
    openapi: z.string(),
    info: z.looseObject({ title: z.string(), version: z.string() }),
    paths: anyObject,
  }),
  handle: ({ request }) =>
    openApiDocument(routeDeclarations(), publicAddress(request.headers).prefix),
});
