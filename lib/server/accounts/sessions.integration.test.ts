import { beforeEach, describe, expect, it } from 'vitest';
import * as accountPassword from '@/app/api/v1/accounts/[username]/password/route';
import * as account from '@/app/api/v1/accounts/[username]/route';
import * as accountSessions from '@/app/api/v1/accounts/[username]/sessions/route';
import * as accounts from '@/app/api/v1/accounts/route';
import * as ownPassword from '@/app/api/v1/session/password/route';
import * as session from '@/app/api/v1/session/route';
import {
  callRoute,
  loggedIn,
  pageHeaders,
  problemIn,
  sessionIn,
  startTestServer,
  testPassword,
} from '../http/testing';
import { listAuditRows } from '../store/audit';

let server: Awaited<ReturnType<typeof startTestServer>>;

beforeEach(async () => {
  server = await startTestServer();
  return () => server.stop();
});

const logIn = (username: string, password: string, headers: Record<string, string> = {}) =>
  callRoute(session.POST, {
    headers: { ...pageHeaders, ...headers },
    body: { username, password },
  });

const cookieOf = (response: Response): string =>
  response.headers.get('set-cookie')?.split(';')[0] ?? '';

const who = (cookie: string) => callRoute(session.GET, { headers: { cookie } });

describe('a login', () => {
  it('begins a session that its cookie proves until the logout', async () => {
    await loggedIn('alice', 'operator');
    const response = await logIn('alice', testPassword, { 'x-etcdscope-prefix': '/a/b' });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(
      /^etcdscope_session=[\w-]{43}; Max-Age=43200; Path=\/a\/b; HttpOnly; SameSite=Lax$/,
    );
    const cookie = cookieOf(response);
    const { csrfToken, username, role } = await sessionIn(response);
    expect([username, role]).toEqual(['alice', 'operator']);
    const headers = { ...pageHeaders, cookie, 'x-etcdscope-csrf': csrfToken };
    expect((await who(cookie)).status).toBe(200);
    const out = await callRoute(session.DELETE, { headers });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await who(cookie)).status).toBe(401);
    expect((await callRoute(session.DELETE, { headers })).status).toBe(401);
    const actions = (await listAuditRows(server.store, { limit: 10 })).map(
      ({ action, result }) => `${action} ${result}`,
    );
    expect(actions).toEqual([
      'session:end succeeded',
      'session:end intended',
      'session:start succeeded',
    ]);
  });

  it('makes a new secret, whatever cookie came with it', async () => {
    const before = await loggedIn('alice', 'viewer');
    const fixed = await logIn('alice', testPassword, {
      cookie: `etcdscope_session=${'a'.repeat(43)}`,
    });
    expect(cookieOf(fixed)).not.toContain('aaaaaaaa');
    expect((await who(`etcdscope_session=${'a'.repeat(43)}`)).status).toBe(401);
    const renewed = await logIn('alice', testPassword, { cookie: before.cookie });
    expect((await who(before.cookie)).status).toBe(401);
    expect((await who(cookieOf(renewed))).status).toBe(200);
  });

  it('keeps no secret in the store', async () => {
    const { cookie } = await loggedIn('alice', 'viewer');
    const rows = JSON.stringify(await server.store.selectFrom('sessions').selectAll().execute());
    expect(rows).not.toContain(cookie.split('=')[1]);
    const stored = JSON.stringify(await server.store.selectFrom('accounts').selectAll().execute());
    expect(stored).not.toContain(testPassword);
    expect(stored).toContain('scrypt$131072$8$1$');
  });

  it('says the same of an unknown user, a wrong password and a disabled account', async () => {
    await loggedIn('alice', 'viewer');
    const wrong = await problemIn(await logIn('alice', 'wrong'));
    const unknown = await problemIn(await logIn('nobody', 'wrong'));
    await server.store.updateTable('accounts').set({ disabled: 1 }).execute();
    const disabled = await problemIn(await logIn('alice', testPassword));
    expect(
      new Set([wrong, unknown, disabled].map(({ detail, code }) => `${code} ${detail}`)).size,
    ).toBe(1);
    expect(wrong.code).toBe('unauthenticated');
    const rows = await listAuditRows(server.store, { limit: 10 });
    expect(rows.map(({ actor, result }) => `${actor} ${result}`)).toEqual([
      'alice denied',
      'nobody denied',
      'alice denied',
    ]);
  });

  it('is refused after five failures, even with the right password', async () => {
    await loggedIn('alice', 'viewer');
    const statuses = await Promise.all(
      Array.from({ length: 7 }, async () => (await logIn('alice', 'wrong')).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    const response = await logIn('alice', testPassword);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(200);
    expect(
      (await logIn('alice', testPassword, { 'x-etcdscope-address': '192.0.2.8' })).status,
    ).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ])('from %s is refused', async (_name, headers) => {
    await loggedIn('alice', 'viewer');
    const response = await logIn('alice', testPassword, headers);
    expect([403, 415]).toContain(response.status);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('a session', () => {
  const moved = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

  it('ends when it was not used for long, and at its end', async () => {
    const { cookie } = await loggedIn('alice', 'viewer');
    await server.store
      .updateTable('sessions')
      .set({ last_seen_at: moved(59) })
      .execute();
    expect((await who(cookie)).status).toBe(200);
    await server.store
      .updateTable('sessions')
      .set({ last_seen_at: moved(61) })
      .execute();
    expect((await who(cookie)).status).toBe(401);
    await server.store
      .updateTable('sessions')
      .set({ last_seen_at: moved(0), expires_at: moved(1) })
      .execute();
    expect((await who(cookie)).status).toBe(401);
  });
});

describe('accounts', () => {
  let root: Awaited<ReturnType<typeof loggedIn>>;
  const params = { username: 'alice' };

  beforeEach(async () => {
    root = await loggedIn('root', 'admin');
  });

  it('are made by admins, listed without passwords, and named once', async () => {
    const body = { username: 'bob', password: 'a good long one', role: 'operator' };
    const created = await callRoute(accounts.POST, { headers: root.headers, body });
    expect(created.status).toBe(201);
    const again = await callRoute(accounts.POST, { headers: root.headers, body });
    expect(again.status).toBe(409);
    const short = await callRoute(accounts.POST, {
      headers: root.headers,
      body: { ...body, password: 'short' },
    });
    expect(await problemIn(short)).toMatchObject({
      status: 400,
      parameters: { field: 'body.password' },
    });
    const list = await callRoute(accounts.GET, { headers: root.headers });
    const text = await list.text();
    expect(text).toContain('"bob"');
    expect(text).not.toContain('scrypt');
    const audited = JSON.stringify(await listAuditRows(server.store, { limit: 10 }));
    expect(audited).toContain('bob as operator');
    expect(audited).not.toContain('a good long one');
  });

  it.each([
    ['a lesser role', { role: 'viewer' }],
    ['being disabled', { disabled: true }],
  ])('lose their sessions by %s', async (_name, body) => {
    const alice = await loggedIn('alice', 'admin');
    const response = await callRoute(account.PATCH, { params, headers: root.headers, body });
    expect(response.status).toBe(200);
    expect((await who(alice.cookie)).status).toBe(401);
  });

  it('lose their sessions by a new password', async () => {
    const alice = await loggedIn('alice', 'viewer');
    const body = { password: 'another good one' };
    await callRoute(accountPassword.PUT, { params, headers: root.headers, body });
    expect((await who(alice.cookie)).status).toBe(401);
    expect((await logIn('alice', testPassword)).status).toBe(401);
    expect((await logIn('alice', 'another good one')).status).toBe(200);
  });

  it('lose their sessions when an admin ends them', async () => {
    const alice = await loggedIn('alice', 'viewer');
    const response = await callRoute(accountSessions.DELETE, { params, headers: root.headers });
    expect(await response.json()).toEqual({ ended: 1 });
    expect((await who(alice.cookie)).status).toBe(401);
  });

  it.each([{ role: 'viewer' }, { disabled: true }])('keep a last admin from %j', async (body) => {
    const response = await callRoute(account.PATCH, {
      params: { username: 'root' },
      headers: root.headers,
      body,
    });
    expect(response.status).toBe(409);
    expect((await who(root.cookie)).status).toBe(200);
  });

  it('change their own password with the old one, and go on in a new session', async () => {
    const alice = await loggedIn('alice', 'viewer');
    const change = (oldPassword: string) =>
      callRoute(ownPassword.PUT, {
        headers: alice.headers,
        body: { oldPassword, newPassword: 'another good one' },
      });
    expect((await change('wrong')).status).toBe(403);
    const response = await change(testPassword);
    expect(response.status).toBe(204);
    expect((await who(alice.cookie)).status).toBe(401);
    expect((await who(cookieOf(response))).status).toBe(200);
  });

  it('that are not there are not found', async () => {
    const body = { role: 'viewer' };
    const response = await callRoute(account.PATCH, { params, headers: root.headers, body });
    expect(response.status).toBe(404);
  });
});
