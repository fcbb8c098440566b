import { expect, test } from 'vitest';
import { openApiDocument } from '../http/openapi-document';
import { routeDeclarations } from '../http/route-declarations';
import { declaredMethods, declaredTemplates } from './declared-methods';

const document = openApiDocument(routeDeclarations(), '');
const declared = declaredMethods(document);

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

test.each([
  ['/api/v1/clusters/demo/keys', '/api/v1/clusters/{cluster}/keys', false],
  ['/api/v1/events', '/api/v1/events', true],
  ['/metrics', '/metrics', false],
  ['/clusters/demo', undefined, undefined],
])('%s is measured as %s', (path, template, isStream) => {
  const named = declaredTemplates(document)(path);
  expect(named?.template).toBe(template);
  expect(named?.isStream).toBe(isStream);
});
