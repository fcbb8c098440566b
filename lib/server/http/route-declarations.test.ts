import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi-document';
import { routeDeclarations } from './route-declarations';

const root = process.cwd();

const routeFiles = readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .map((file) => path.join('app', file));

/** `app/api/v1/tokens/[id]/route.ts` → `/api/v1/tokens/{id}`. */
const pathOf = (file: string): string =>
  path.dirname(file).replace(/^app/, '').replaceAll('[', '{').replaceAll(']', '}');

const declared = routeDeclarations();
const document = openApiDocument(declared, '/proxy/etcdscope');

describe('every route file', () => {
  it.each(routeFiles)('%s is declared, with its own path and methods', async (file) => {
    const module: Record<string, unknown> = await import(path.join(root, file));
    for (const [method, handler] of Object.entries(module)) {
      expect(handler, `${method} is not made by defineRoute`).toHaveProperty('declaration');
      const found = declared.filter(
        (route) => route.method === method && route.path === pathOf(file),
      );
      expect(found, `${method} ${pathOf(file)} is missing or twice`).toHaveLength(1);
    }
  });

  it('has a declaration, and no declaration is without a file', () => {
    const paths = new Set(routeFiles.map(pathOf));
    expect(declared.filter((route) => !paths.has(route.path))).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  it('has every route, with unique operation ids', () => {
    const operations = Object.entries(document.paths).flatMap(([route, methods]) =>
      Object.keys(Object(methods)).map((method) => `${method.toUpperCase()} ${route}`),
    );
    expect(operations.sort()).toEqual(
      declared.map((route) => `${route.method} ${route.path}`).sort(),
    );
    const ids = JSON.stringify(document).match(/"operationId":"[^"]+"/g) ?? [];
    expect(new Set(ids).size).toBe(declared.length);
    expect(document.servers).toEqual([{ url: '/proxy/etcdscope' }]);
  });

  it('declares every segment of a path as a parameter', () => {
    for (const route of declared) {
      const operation = JSON.stringify(
        Reflect.get(Object(document.paths[route.path]), route.method.toLowerCase()),
      );
      for (const [, name] of route.path.matchAll(/{(\w+)}/g)) {
        expect(operation).toContain(`"name":"${name}","in":"path","required":true`);
      }
    }
  });

  it('says of every route but the public ones how to prove who asks', () => {
    for (const route of declared) {
      const operation = Reflect.get(Object(document.paths[route.path]), route.method.toLowerCase());
      expect(operation.security.length > 0).toBe(route.action !== 'public');
    }
  });
});
