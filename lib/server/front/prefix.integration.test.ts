import type { RequestListener } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { startTestFront, type TestFront } from './start-test-front';

const base = '/__etcdscope_base__';
let front: TestFront;

afterEach(() => front.close());

const page = `<a href="${base}/b">${'x'.repeat(2_000)}</a><script src="${base}/_next/a.js"></script>`;

const application: RequestListener = (request, response) => {
  const path = request.url?.slice(base.length) ?? '';
  if (path === '/api/v1/data') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ key: `${base}/user data` }));
  } else if (path === '/redirect') {
    response.setHeader('set-cookie', [`a=1; Path=${base}; HttpOnly`, `b=2; Path=${base}/x`]);
    response.setHeader('link', `<${base}/font.woff2>; rel=preload`);
    response.writeHead(307, { location: `http://localhost:3000${base}/login?next=1` }).end();
  } else if (path === '/slashes') {
    response.writeHead(308, { location: `${base}//evil.example` }).end();
  } else if (path === '/tagged') {
    response.setHeader('etag', '"abc"');
    response.setHeader('content-type', 'text/javascript');
    response.statusCode = request.headers['if-none-match'] === 'W/"abc"' ? 304 : 200;
    response.end(request.headers['if-none-match'] === 'W/"abc"' ? undefined : `"${base}"`);
  } else if (path === '/headers?q=1') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: request.url?.replace(base, 'BASE'), ...request.headers }));
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(page));
    response.end(page);
  }
};

const trusting = { trustForwarded: true };
const under = (prefix: string) => ({ headers: { 'x-forwarded-prefix': prefix } });

describe('one application under several prefixes at once', () => {
  test.each([
    ['the root', '/', {}, ''],
    ['a stripping proxy', '/', under('/proxy/etcdscope'), '/proxy/etcdscope'],
    ['a stripping proxy below', '/x/y?a=/1', under('/a/b/c/'), '/a/b/c'],
    ['a keeping proxy', '/a/b/c/x', under('/a/b/c'), '/a/b/c'],
    ['a keeping proxy without a slash', '/a/b/c?x=1', under('/a/b/c'), '/a/b/c'],
    ['a prefix that is no path', '/', under('/a"><script>'), ''],
    ['a prefix with dots', '/', under('/a/../b'), ''],
    ['a prefix with another host', '/', under('//evil.example'), ''],
    ['a prefix that is too long', '/', under(`/${'a'.repeat(200)}`), ''],
  ])('%s', async (_name, url, request, prefix) => {
    front = await startTestFront(application, trusting);
    const answer = await front.ask(url, request);
    expect(answer.body.toString()).toBe(page.replaceAll(base, prefix));
    expect(answer.headers['content-length']).toBeUndefined();
  });

  test('the prefix of the configuration needs no header and wins over one', async () => {
    front = await startTestFront(application, { ...trusting, basePath: '/proxy/etcdscope' });
    for (const url of ['/', '/proxy/etcdscope', '/proxy/etcdscope/']) {
      const { body } = await front.ask(url, under('/other'));
      expect(body.toString()).toContain('href="/proxy/etcdscope/b"');
    }
  });

  test('a header that is not trusted is ignored', async () => {
    front = await startTestFront(application);
    expect((await front.ask('/', under('/a'))).body.toString()).toContain('href="/b"');
  });

  test.each([
    ['/a/b/c', `${base}`],
    ['/a/b/c/', `${base}`],
    ['/a/b/c/?x=1', `${base}?x=1`],
    ['/a/b/c/headers', `${base}/headers`],
    ['/a/b/cd', `${base}/a/b/cd`],
  ])('%s is asked for as %s', async (url, asked) => {
    let seen: string | undefined;
    front = await startTestFront(
      (request, response) => {
        seen = request.url;
        response.end();
      },
      { basePath: '/a/b/c' },
    );
    await front.ask(url);
    expect(seen).toBe(asked);
  });
});

describe('headers of the answer', () => {
  test.each([
    ['', '/login?next=1', 'a=1; Path=/; HttpOnly', '</font.woff2>; rel=preload'],
    ['/p', '/p/login?next=1', 'a=1; Path=/p; HttpOnly', '</p/font.woff2>; rel=preload'],
  ])('name public paths under "%s"', async (basePath, location, cookie, link) => {
    front = await startTestFront(application, { basePath });
    const { headers, status } = await front.ask('/redirect');
    expect(status).toBe(307);
    expect(headers.location).toBe(location);
    expect(headers['set-cookie']).toEqual([cookie, `b=2; Path=${basePath}/x`]);
    expect(headers.link).toBe(link);
  });

  test('a redirect never names another host by two slashes', async () => {
    front = await startTestFront(application);
    expect((await front.ask('/slashes')).headers.location).toBe('/evil.example');
  });

  test('a changed body has a weak tag, and not modified stays not modified', async () => {
    front = await startTestFront(application, { basePath: '/p' });
    const first = await front.ask('/tagged');
    expect(first.headers.etag).toBe('W/"abc"');
    expect(first.body.toString()).toBe('"/p"');
    const again = await front.ask('/tagged', { headers: { 'if-none-match': 'W/"abc"' } });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
  });

  test('HEAD has the headers of GET and no body', async () => {
    front = await startTestFront(application);
    const answer = await front.ask('/', { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(answer.body.length).toBe(0);
  });
});

describe('bodies', () => {
  test('user data in answers of the API passes as it is', async () => {
    front = await startTestFront(application, { basePath: '/p' });
    const { body } = await front.ask('/api/v1/data');
    expect(JSON.parse(body.toString())).toEqual({ key: `${base}/user data` });
  });

  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('are compressed as %s after the prefix is in', async (encoding, decompress) => {
    front = await startTestFront(application, { basePath: '/p' });
    const answer = await front.ask('/', { headers: { 'accept-encoding': encoding } });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(decompress(answer.body).toString()).toBe(page.replaceAll(base, '/p'));
  });

  test('the application is told the public address and asked for plain text', async () => {
    front = await startTestFront(application, trusting);
    const { body } = await front.ask('/headers?q=1', {
      headers: {
        'accept-encoding': 'br',
        range: 'bytes=0-1',
        'x-forwarded-prefix': '/p',
        'x-forwarded-proto': 'http, https',
        'x-forwarded-host': 'console.example:8443',
        'x-forwarded-for': '203.0.113.9, 10.0.0.7',
      },
    });
    expect(JSON.parse(body.toString())).toEqual({
      url: 'BASE/headers?q=1',
      connection: 'keep-alive',
      host: 'console.example:8443',
      'x-forwarded-host': 'console.example:8443',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '10.0.0.7',
      'x-etcdscope-prefix': '/p',
      'x-etcdscope-scheme': 'https',
      'x-etcdscope-origin': 'https://console.example:8443',
      'x-etcdscope-address': '10.0.0.7',
    });
  });
});
