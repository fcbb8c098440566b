import { beforeEach, describe, expect, it } from 'vitest';
import * as account from '@/app/api/v1/accounts/[username]/route';
import * as session from '@/app/api/v1/session/route';
import * as token from '@/app/api/v1/tokens/[id]/route';
import * as tokens from '@/app/api/v1/tokens/route';
import { createdTokenSchema, tokensSchema } from '@/lib/domain/api/session';
import { callRoute, loggedIn, sessionIn, startTestServer } from '../http/testing';

let server: Awaited<ReturnType<typeof startTestServer>>;
let alice: Awaited<ReturnType<typeof loggedIn>>;

beforeEach(async () => {
  server = await startTestServer();
  alice = await loggedIn('alice', 'operator');
  return () => server.stop();
});

const create = async (headers: Record<string, string>, role = 'operator') => {
  const body = { name: 'script', role, expiresInDays: 30 };
  const response = await callRoute(tokens.POST, { headers, body });
  return createdTokenSchema.parse(await response.json());
};

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

describe('an API token', () => {
  it('proves its owner, needs no CSRF token, and is stored by its hash only', async () => {
    const { secret, id } = await create(alice.headers);
    expect(secret).toMatch(/^etcdscope_[\w-]{43}$/);
    const rows = JSON.stringify(await server.store.selectFrom('tokens').selectAll().execute());
    expect(rows).not.toContain(secret);
    const response = await callRoute(session.GET, { headers: bearer(secret) });
    expect(await sessionIn(response)).toMatchObject({ username: 'alice', mode: 'token' });
    const revoked = await callRoute(token.DELETE, { params: { id }, headers: bearer(secret) });
    expect(revoked.status).toBe(204);
    expect((await callRoute(session.GET, { headers: bearer(secret) })).status).toBe(401);
  });

  it('never has more rights than its owner has now', async () => {
    const { secret, role } = await create(alice.headers, 'admin');
    expect(role).toBe('operator');
    const root = await loggedIn('root', 'admin');
    const change = (body: unknown) =>
      callRoute(account.PATCH, { params: { username: 'alice' }, headers: root.headers, body });
    await change({ role: 'viewer' });
    const lesser = await callRoute(session.GET, { headers: bearer(secret) });
    expect(await sessionIn(lesser)).toMatchObject({ role: 'viewer' });
    await change({ disabled: true });
    expect((await callRoute(session.GET, { headers: bearer(secret) })).status).toBe(401);
  });

  it('ends with its time', async () => {
    const { secret } = await create(alice.headers);
    await server.store
      .updateTable('tokens')
      .set({ expires_at: new Date(Date.now() - 1).toISOString() })
      .execute();
    expect((await callRoute(session.GET, { headers: bearer(secret) })).status).toBe(401);
  });

  it('is not taken from a cookie, nor beside a cookie that would do', async () => {
    const { secret } = await create(alice.headers);
    const asCookie = { cookie: `etcdscope_session=${secret}` };
    expect((await callRoute(session.GET, { headers: asCookie })).status).toBe(401);
    const wrong = { cookie: alice.cookie, ...bearer('etcdscope_wrong') };
    expect((await callRoute(session.GET, { headers: wrong })).status).toBe(401);
  });

  it('makes no other tokens', async () => {
    const { secret } = await create(alice.headers);
    const body = { name: 'more', role: 'viewer', expiresInDays: 365 };
    const response = await callRoute(tokens.POST, { headers: bearer(secret), body });
    expect(response.status).toBe(403);
  });

  it('is seen and revoked by its owner and by admins only', async () => {
    const { id } = await create(alice.headers);
    const seen = async (headers: Record<string, string>) =>
      tokensSchema.parse(await (await callRoute(tokens.GET, { headers })).json()).tokens.length;
    const bob = await loggedIn('bob', 'operator');
    const root = await loggedIn('root', 'admin');
    expect([await seen(alice.headers), await seen(bob.headers), await seen(root.headers)]).toEqual([
      1, 0, 1,
    ]);
    const revoke = async (headers: Record<string, string>) =>
      (await callRoute(token.DELETE, { params: { id }, headers })).status;
    expect([await revoke(bob.headers), await revoke(root.headers)]).toEqual([404, 204]);
  });

  it.each([{ expiresInDays: 366 }, { expiresInDays: 0 }, { role: 'root' }, { name: ' ' }])(
    'is not made with %j',
    async (part) => {
      const body = { name: 'script', role: 'viewer', expiresInDays: 1, ...part };
      const response = await callRoute(tokens.POST, { headers: alice.headers, body });
      expect(response.status).toBe(400);
    },
  );
});
