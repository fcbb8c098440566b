import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { processState } from '../process-state';
import { defaultLimits } from './front-settings';
import { startTestFront, type TestFront } from './start-test-front';

let front: TestFront;
let seen: IncomingHttpHeaders[] = [];

afterEach(async () => {
  processState().shuttingDown = false;
  seen = [];
  await front.close();
});

const application: RequestListener = (request, response) => {
  seen.push(request.headers);
  request.resume();
  request.on('end', () => response.end('answered'));
};

const securityHeaderNames = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-resource-policy',
  'x-frame-options',
];

describe('requests that go no further', () => {
  test.each([
    [
      'an upgrade',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Remote-User: admin\r\n\r\n',
      400,
    ],
    [
      'an upgrade in any case',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, uPGRADE\r\n\r\n',
      400,
    ],
    ['an absolute target', 'GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'length and chunks',
      'POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['two users', 'GET / HTTP/1.1\r\nHost: a\r\nX-Remote-User: a\r\nX-Remote-User: b\r\n\r\n', 400],
    [
      'two secrets',
      'GET / HTTP/1.1\r\nHost: a\r\nX-Etcdscope-Proxy-Secret: a\r\nX-Etcdscope-Proxy-Secret: b\r\n\r\n',
      400,
    ],
    ['a backslash', 'GET /\\evil HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['a body of a GET', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na', 400],
    [
      'a server action',
      'POST /api/x HTTP/1.1\r\nHost: a\r\nNext-Action: 1\r\nContent-Length: 0\r\n\r\n',
      404,
    ],
    ['a posted page', 'POST /clusters HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n', 405],
    ['the image optimiser', 'GET /_next/image?url=x HTTP/1.1\r\nHost: a\r\n\r\n', 404],
    ['an error page of Next', 'GET /_global-error HTTP/1.1\r\nHost: a\r\n\r\n', 404],
    ['a path that climbs', 'GET /_next/static/../x HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['a path that climbs in disguise', 'GET /%2e%2E/x HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['a slash in disguise', 'GET /clusters%2fdemo HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['a zero byte', 'GET /clusters/demo%00 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['a broken encoding', 'GET /api/v1/%ff HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['half an encoding', 'GET /clusters/% HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['long headers', `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
    ['no HTTP', 'HELLO\r\n\r\n', 400],
  ])('%s', async (_name, text, status) => {
    front = await startTestFront(application);
    expect(await front.sendRaw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(seen).toEqual([]);
  });

  test('a body that says it is too large', async () => {
    front = await startTestFront(application, { limits: { ...defaultLimits, bodyBytes: 100 } });
    const answer = await front.ask('/api/x', { method: 'POST', body: 'a'.repeat(101) });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'too_large', status: 413 });
    expect(seen).toEqual([]);
  });

  test('a body that becomes too large', async () => {
    front = await startTestFront(application, { limits: { ...defaultLimits, bodyBytes: 100 } });
    const chunk = `32\r\n${'a'.repeat(50)}\r\n`;
    const request = 'POST /api/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
    const answer = await front.sendRaw(`${request}${chunk}${chunk}${chunk}`);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test('a body that stops coming', async () => {
    const limits = { ...defaultLimits, bodyIdleMilliseconds: 50 };
    front = await startTestFront(application, { limits });
    const request = 'POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc';
    expect(await front.sendRaw(request)).toMatch(/^HTTP\/1.1 408 /);
  });

  test('headers that never end', async () => {
    const limits = { ...defaultLimits, headersMilliseconds: 100 };
    front = await startTestFront(application, { limits });
    expect(await front.sendRaw('GET / HTTP/1.1\r\nHost: a\r\n')).toMatch(/^HTTP\/1.1 408 /);
  });
});

describe('below /api', () => {
  const apiMethods = (path: string) => (path === '/api/x' ? ['GET', 'POST'] : undefined);

  test.each(['/api', '/api/', '/api/y', '/api/x/', '/api//x', '/api/y?z=/api/x'])(
    'there is no %s',
    async (url) => {
      front = await startTestFront(application, { apiMethods });
      const answer = await front.ask(url);
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'not_found', status: 404 });
      expect(seen).toEqual([]);
    },
  );

  test.each(['HEAD', 'OPTIONS', 'DELETE', 'TRACE', 'PROPFIND'])('no %s', async (method) => {
    front = await startTestFront(application, { apiMethods });
    const answer = await front.ask('/api/x?a=1', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, POST');
    expect(seen).toEqual([]);
  });

  test('what is declared gets through', async () => {
    front = await startTestFront(application, { apiMethods });
    expect((await front.ask('/api/x?a=1', { method: 'POST' })).status).toBe(200);
  });
});

test('what a client may not say does not arrive', async () => {
  front = await startTestFront(application);
  await front.ask('/', {
    headers: {
      'x-middleware-subrequest': 'proxy:proxy',
      'x-nextjs-data': '1',
      'next-resume': '1',
      'x-forwarded-host': 'evil.example',
      'x-etcdscope-origin': 'https://evil.example',
      'x-etcdscope-embed': '1',
      forwarded: 'for=1.2.3.4',
      connection: 'x-drop-me',
      te: 'trailers',
      rsc: '1',
      'next-router-state-tree': 'tree',
      'x-etcdscope-csrf': 'token',
      'x-etcdscope-proxy-secret': 'secret',
      'x-remote-group': ['a', 'b'],
    },
  });
  expect(seen[0]).toEqual({
    connection: 'keep-alive',
    host: `127.0.0.1:${front.port}`,
    rsc: '1',
    'next-router-state-tree': 'tree',
    'x-etcdscope-csrf': 'token',
    'x-etcdscope-proxy-secret': 'secret',
    'x-remote-group': 'a, b',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': `127.0.0.1:${front.port}`,
    'x-forwarded-proto': 'http',
    'x-etcdscope-address': '127.0.0.1',
    'x-etcdscope-origin': `http://127.0.0.1:${front.port}`,
    'x-etcdscope-prefix': '',
    'x-etcdscope-scheme': 'http',
  });
});

test.each([
  ['an answer', '/', 'GET', 200],
  ['a refusal', '/_next/image', 'GET', 404],
  ['a refused method', '/', 'DELETE', 405],
])('%s carries the security headers and is not kept', async (_name, url, method, status) => {
  front = await startTestFront(application);
  const answer = await front.ask(url, { method });
  expect(answer.status).toBe(status);
  expect(Object.keys(answer.headers)).toEqual(expect.arrayContaining(securityHeaderNames));
  expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('a page says which methods it takes', async () => {
  front = await startTestFront(application);
  expect((await front.ask('/', { method: 'POST' })).headers.allow).toBe('GET, HEAD');
});

test('while shutting down only health checks are answered, and connections end', async () => {
  front = await startTestFront(application);
  processState().shuttingDown = true;
  const page = await front.ask('/');
  expect(page.status).toBe(503);
  expect(page.headers.connection).toBe('close');
  const health = await front.ask('/readyz');
  expect(health.status).toBe(200);
  expect(health.headers.connection).toBe('close');
});
