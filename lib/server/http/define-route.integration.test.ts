import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/domain/errors';
import { listAuditRows } from '../store/audit';
import { defineRoute } from './define-route';
import { binary, eventStream, noContent } from './response-kinds';
import { callRoute, loggedIn, problemIn, startTestServer } from './testing';

let server: Awaited<ReturnType<typeof startTestServer>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
let done: string[] = [];

const echo = defineRoute({
  method: 'GET',
  path: '/api/v1/echo/{cluster}',
  summary: 'Echo.',
  tag: 'test',
  action: 'cluster:read',
  params: z.strictObject({ cluster: z.string() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(5).default(2) }),
  response: z.object({ cluster: z.string(), limit: z.number(), user: z.string() }),
  handle: ({ params, query, context }) => ({
    cluster: params.cluster,
    limit: query.limit,
    user: context.identity.username,
  }),
});

const change = defineRoute({
  method: 'POST',
  path: '/api/v1/change/{cluster}',
  summary: 'Change.',
  tag: 'test',
  action: 'backup:create',
  params: z.strictObject({ cluster: z.string() }),
  body: z.strictObject({ name: z.string(), reason: z.string().optional() }),
  response: noContent(),
  maximumBodyBytes: 200,
  auditResource: ({ body }) => body.name,
  handle: ({ body }) => {
    if (body.name === 'fails') {
      throw new AppError('conflict', { detail: 'It is in the way.' });
    }
    if (body.name === 'breaks') {
      throw new Error('connect to 10.0.0.1 with password hunter2');
    }
    done.push(body.name);
  },
});

const params = { cluster: 'one' };

const auditOf = async () =>
  (await listAuditRows(server.store, { limit: 10 })).map(
    ({ action, result, detail, resource, reason, cluster, actor }) => ({
      action,
      result,
      detail,
      resource,
      reason,
      cluster,
      actor,
    }),
  );

beforeAll(async () => {
  server = await startTestServer();
  admin = await loggedIn('root', 'admin');
});
afterAll(() => server.stop());
beforeEach(async () => {
  done = [];
  await server.store.deleteFrom('audit').execute();
  for (const name of ['rate-limit', 'audited-denials']) {
    Reflect.deleteProperty(globalThis, Symbol.for(`etcdscope.${name}`));
  }
});

describe('an answer', () => {
  it('is the declared JSON, with the headers of every answer', async () => {
    const { headers } = admin;
    const response = await callRoute(echo, { params, query: '?limit=3', headers });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ cluster: 'one', limit: 3, user: 'root' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(await auditOf()).toEqual([]);
  });

  it('is a sandboxed attachment where it is a file', async () => {
    const download = defineRoute({
      method: 'GET',
      path: '/api/v1/file',
      summary: 'File.',
      tag: 'test',
      action: 'backup:download',
      response: binary('application/octet-stream'),
      audit: true,
      handle: () => new Response('<script>', { headers: { 'content-type': 'text/html' } }),
    });
    const response = await callRoute(download, { headers: admin.headers });
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect((await auditOf()).map(({ result }) => result)).toEqual(['succeeded', 'intended']);
  });

  it('that differs from its schema fails loudly outside production', async () => {
    const wrong = defineRoute({
      method: 'GET',
      path: '/api/v1/wrong',
      summary: 'Wrong.',
      tag: 'test',
      action: 'cluster:read',
      response: z.object({ name: z.string() }),
      handle: () => ({ name: 'a', passwordHash: 'scrypt$1' }),
    });
    const response = await callRoute(wrong, { headers: admin.headers });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('scrypt');
  });
});

describe('input', () => {
  it.each([
    ['unknown query key', { query: '?limt=3' }, 'query.limt: is not known to this route.'],
    ['doubled query key', { query: '?limit=1&limit=2' }, 'query.limit'],
    ['wrong type', { query: '?limit=many' }, 'query.limit'],
    ['out of bounds', { query: '?limit=6' }, 'query.limit'],
  ])('with an %s is refused and the field named', async (_name, request, field) => {
    const response = await callRoute(echo, { params, headers: admin.headers, ...request });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ code: 'invalid_input', status: 400 });
    expect(problem.detail).toContain(field);
    expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  });

  it.each([
    [{}, 'body.name', 'body.name: is missing.'],
    [{ name: 'a', nam: 1 }, 'body.nam', 'body.nam: is not known to this route.'],
  ])('%j is refused in one sentence', async (body, field, detail) => {
    const response = await callRoute(change, { params, body, headers: admin.headers });
    expect(await problemIn(response)).toMatchObject({ detail, parameters: { field } });
  });

  it.each([
    ['malformed JSON', '{"name":', {}, 400],
    ['a wrong type', { name: 7 }, {}, 400],
    ['an unknown member', { name: 'a', prototype: 1 }, {}, 400],
    ['bytes that are no UTF-8', '"\ud800"', {}, 400],
    ['another content type', '{"name":"a"}', { 'content-type': 'text/plain' }, 415],
    ['too many bytes', { name: 'a'.repeat(300) }, {}, 413],
    ['a false content length', { name: 'a' }, { 'content-length': '999999' }, 413],
  ])('with %s as a body changes nothing', async (_name, body, headers, status) => {
    const response = await callRoute(change, {
      params,
      body,
      headers: { ...admin.headers, ...headers },
    });
    expect(response.status).toBe(status);
    expect(done).toEqual([]);
    expect(await auditOf()).toEqual([]);
  });
});

describe('a change', () => {
  it('stands between an intent and a result in the audit log', async () => {
    const body = { name: 'a', reason: 'because' };
    const response = await callRoute(change, { params, headers: admin.headers, body });
    expect(response.status).toBe(204);
    const fact = { action: 'backup:create', resource: 'a', reason: 'because', cluster: 'one' };
    expect(await auditOf()).toEqual([
      { ...fact, actor: 'root', result: 'succeeded', detail: null },
      { ...fact, actor: 'root', result: 'intended', detail: null },
    ]);
    const rows = await listAuditRows(server.store, { limit: 2 });
    expect(new Set(rows.map((row) => row.request_id)).size).toBe(1);
  });

  it('that fails is recorded with its code', async () => {
    const response = await callRoute(change, {
      params,
      headers: admin.headers,
      body: { name: 'fails' },
    });
    expect(response.status).toBe(409);
    expect((await auditOf())[0]).toMatchObject({ result: 'failed', detail: 'conflict' });
  });

  it('that breaks says nothing of the cause', async () => {
    const response = await callRoute(change, {
      params,
      headers: admin.headers,
      body: { name: 'breaks' },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
    expect((await auditOf())[0]).toMatchObject({ result: 'failed', detail: 'internal' });
  });

  it('does not happen where the audit log cannot be written', async () => {
    await server.store.schema.alterTable('audit').renameTo('audit_away').execute();
    try {
      const response = await callRoute(change, {
        params,
        headers: admin.headers,
        body: { name: 'a' },
      });
      expect(response.status).toBe(500);
      expect(done).toEqual([]);
    } finally {
      await server.store.schema.alterTable('audit_away').renameTo('audit').execute();
    }
  });
});

describe('time', () => {
  const slow = (method: 'GET' | 'POST') =>
    defineRoute({
      method,
      path: '/api/v1/slow',
      summary: 'Slow.',
      tag: 'test',
      action: 'cluster:read',
      response: noContent(),
      deadlineMilliseconds: 500,
      handle: ({ context }) =>
        new Promise((resolve) => {
          context.signal.addEventListener('abort', () => {
            done.push('stopped');
            resolve(undefined);
          });
        }),
    });

  it('ends a read with 504, and the handler hears of it', async () => {
    const response = await callRoute(slow('GET'), { headers: admin.headers });
    expect(await problemIn(response)).toMatchObject({ code: 'deadline_exceeded', status: 504 });
    expect(done).toEqual(['stopped']);
  });

  it('leaves the outcome of a change unknown', async () => {
    const response = await callRoute(slow('POST'), { headers: admin.headers });
    expect(await problemIn(response)).toMatchObject({ code: 'outcome_unknown', status: 504 });
  });

  it('ends when the client goes away', async () => {
    const client = new AbortController();
    const answering = callRoute(slow('GET'), { headers: admin.headers, signal: client.signal });
    client.abort();
    expect((await answering).status).toBe(499);
  });
});

describe('an event stream', () => {
  it('is closed once its reader has logged out', async () => {
    const { headers, sessionId } = await loggedIn('leaver', 'viewer');
    const stream = defineRoute({
      method: 'GET',
      path: '/api/v1/stream',
      summary: 'Stream.',
      tag: 'test',
      action: 'cluster:read',
      response: eventStream(),
      handle: () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
            cancel: () => {
              done.push('cancelled');
            },
          }),
        ),
    });
    const response = await callRoute(stream, { headers });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await server.store.deleteFrom('sessions').where('id_hash', '=', sessionId).execute();
    expect(await response.text()).toBe('data: 1\n\n');
    expect(done).toEqual(['cancelled']);
  });
});
