import { expect, test } from 'vitest';
import { openApiDocument } from '../http/openapi-document';
import { routeDeclarations } from '../http/route-declarations';
import { declaredMethods } from './declared-methods';

const declared = declaredMethods(openApiDocument(routeDeclarations(), ''));

test.each([
  ['/api/v1/clusters', ['GET']],
  ['/api/v1/clusters/demo/keys', ['GET']],
  ['/api/v1/clusters/demo%20/keys', ['GET']],
  ['/api/v1/tokens', ['GET', 'POST']],
  ['/api/v1/openapi.json', ['GET']],
])('%s has %j', (path, methods) => {
  expect(declared(path)).toEqual(methods);
});

test.each([
  '/api',
  '/api/v1/',
  '/api/v1/clusters/',
  '/api/v1/clusters//keys',
  '/api/v1/clusters/a/b/keys',
  '/api/v1/openapiXjson',
  '/API/v1/clusters',
  '/x/api/v1/clusters',
])('there is no %s', (path) => {
  expect(declared(path)).toBeUndefined();
});

test('a document of another shape is refused', () => {
  expect(() => declaredMethods({ paths: [] })).toThrow();
});
