import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Action, actions, isAllowed, roles } from '@/lib/domain/permissions';
import { listAuditRows } from '../store/audit';
import { defineRoute } from './define-route';
import { noContent } from './response-kinds';
import {
  callRoute,
  loggedIn,
  pageHeaders,
  problemIn,
  startTestServer,
  testOrigin,
} from './testing';

let server: Awaited<ReturnType<typeof startTestServer>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
let done: string[] = [];

const change = defineRoute({
  method: 'POST',
  path: '/api/v1/change',
  summary: 'Change.',
  tag: 'test',
  action: 'backup:create',
  body: z.strictObject({ name: z.string() }),
  response: noContent(),
  handle: ({ body }) => {
    done.push(body.name);
  },
});

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

const lastLine = async () => (await listAuditRows(server.store, { limit: 1 }))[0];

describe('a change', () => {
  const csrf = 'x-etcdscope-csrf';
  const without = (name: string) =>
    Object.fromEntries(Object.entries(admin.headers).filter(([other]) => other !== name));

  it.each([
    ['another origin', () => ({ ...admin.headers, origin: 'https://evil.example' }), 403],
    ['an opaque origin', () => ({ ...admin.headers, origin: 'null' }), 403],
    [
      'the same host by another scheme',
      () => ({ ...admin.headers, origin: testOrigin.replace('http', 'https') }),
      403,
    ],
    ['another site', () => ({ ...admin.headers, 'sec-fetch-site': 'cross-site' }), 403],
    ['a sibling host', () => ({ ...admin.headers, 'sec-fetch-site': 'same-site' }), 403],
    [
      'no word of where it comes from',
      () => ({ cookie: admin.cookie, [csrf]: admin.headers[csrf] ?? '' }),
      403,
    ],
    ['no token', () => without(csrf), 403],
    [
      'a token of no key',
      () => ({ ...admin.headers, [csrf]: `${Date.now() + 9e6}.${'A'.repeat(43)}` }),
      403,
    ],
    ['a token of the past', () => ({ ...admin.headers, [csrf]: '1000000000000.x' }), 403],
    ['an origin but no Sec-Fetch-Site (plain http)', () => without('sec-fetch-site'), 204],
    ['Sec-Fetch-Site but no origin', () => without('origin'), 204],
  ])('from a browser with %s answers', async (_name, headers, status) => {
    const response = await callRoute(change, {
      headers: headers(),
      body: { name: 'a' },
    });
    expect(response.status).toBe(status);
    expect(done).toHaveLength(status === 204 ? 1 : 0);
    if (status === 403) {
      expect(await problemIn(response)).toMatchObject({ code: 'csrf_refused' });
      expect(await lastLine()).toMatchObject({ result: 'denied', actor: 'root' });
    }
  });

  it('with the CSRF token of somebody else is refused', async () => {
    const other = await loggedIn('other', 'admin');
    const response = await callRoute(change, {
      headers: { ...admin.headers, [csrf]: other.headers[csrf] ?? '' },
      body: { name: 'a' },
    });
    expect(response.status).toBe(403);
  });
});

describe('rights', () => {
  const routeOf = (action: Action) =>
    defineRoute({
      method: 'GET',
      path: '/api/v1/right',
      summary: 'Right.',
      tag: 'test',
      action,
      response: z.object({ well: z.boolean() }),
      handle: () => ({ well: true }),
    });

  it('are those of the role, for every role and action, and denials are audited', async () => {
    for (const role of roles) {
      const { headers } = await loggedIn(`a-${role}`, role);
      for (const action of actions) {
        const response = await callRoute(routeOf(action), { headers });
        expect([role, action, response.status]).toEqual([
          role,
          action,
          isAllowed(role, action) ? 200 : 403,
        ]);
      }
    }
    const denied = (await listAuditRows(server.store, { limit: 100 })).filter(
      ({ result }) => result === 'denied',
    );
    const expected = roles.flatMap((role) => actions.filter((action) => !isAllowed(role, action)));
    expect(denied).toHaveLength(expected.length);
  });

  it('are nobody’s without a login', async () => {
    for (const action of actions) {
      expect((await callRoute(routeOf(action))).status).toBe(401);
    }
    expect(await lastLine()).toBeUndefined();
  });

  it('last 60 requests at once, then 20 a second', async () => {
    const { headers } = admin;
    const route = routeOf('cluster:read');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const statuses: number[] = [];
    for (let count = 0; count < 70; count += 1) {
      const response = await callRoute(route, { headers });
      statuses.push(response.status);
      if (response.status === 429) {
        expect(response.headers.get('retry-after')).toBe('1');
      }
    }
    expect(statuses.slice(0, 60)).not.toContain(429);
    expect(statuses.slice(60)).toEqual(statuses.slice(60).map(() => 429));
    vi.advanceTimersByTime(1000);
    expect((await callRoute(route, { headers })).status).toBe(200);
    vi.useRealTimers();
  });
});

describe('public routes', () => {
  it('that change something still come from our own pages only', async () => {
    const open = defineRoute({
      method: 'POST',
      path: '/api/v1/open',
      summary: 'Open.',
      tag: 'test',
      action: 'public',
      response: noContent(),
      handle: () => {
        done.push('open');
      },
    });
    expect((await callRoute(open, { headers: { origin: 'https://evil.example' } })).status).toBe(
      403,
    );
    expect((await callRoute(open, { headers: pageHeaders })).status).toBe(204);
    expect(done).toEqual(['open']);
  });
});
