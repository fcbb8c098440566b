import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as session from '@/app/api/v1/session/route';
import * as tokens from '@/app/api/v1/tokens/route';
import { listAuditRows } from '../store/audit';
import { callRoute, loggedIn, problemIn, sessionIn, startTestServer } from './testing';

const secret = 'a-secret-of-the-proxy-with-32-characters';
const origin = 'https://console.example';
let server: Awaited<ReturnType<typeof startTestServer>>;

const proxied = {
  'x-etcdscope-proxy-secret': secret,
  'x-remote-user': 'alice',
  'x-remote-group': 'system:authenticated,ops',
  // The console adds its own bearer token, and no cookie or referer comes through.
  authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x',
};

beforeAll(async () => {
  server = await startTestServer({
    publicOrigins: [origin],
    authentication: {
      mode: 'kubesphere',
      secrets: [secret],
      roles: { users: { alice: 'operator' }, groups: { ops: 'viewer' } },
    },
  });
});
afterAll(() => server.stop());

const newToken = { name: 'script', role: 'admin', expiresInDays: 1 };

describe('behind KubeSphere', () => {
  it('a request is its user’s without any cookie', async () => {
    const response = await callRoute(session.GET, { headers: proxied });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await sessionIn(response)).toMatchObject({
      username: 'alice',
      role: 'operator',
      mode: 'kubesphere',
      expiresAt: null,
    });
  });

  it('a change needs the console’s origin and a token read before', async () => {
    const { csrfToken } = await sessionIn(await callRoute(session.GET, { headers: proxied }));
    const headers = {
      ...proxied,
      origin,
      'sec-fetch-site': 'same-origin',
      'x-etcdscope-csrf': csrfToken,
    };
    const create = (changed: Record<string, string>) =>
      callRoute(tokens.POST, { headers: { ...headers, ...changed }, body: newToken });
    expect((await create({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await create({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await create({ 'x-etcdscope-csrf': '' })).status).toBe(403);
    expect((await create({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await create({ 'x-remote-user': 'bob' })).status).toBe(403);
    const created = await create({});
    expect(created.status).toBe(201);
    expect(created.headers.get('set-cookie')).toBeNull();
    expect(await created.json()).toMatchObject({ role: 'operator', username: 'alice' });
  });

  it('a session of a local account is nobody’s', async () => {
    const { cookie } = await loggedIn('local', 'admin');
    expect((await callRoute(session.GET, { headers: { cookie } })).status).toBe(401);
  });

  it('there is no login', async () => {
    const response = await callRoute(session.POST, {
      headers: { origin, 'sec-fetch-site': 'same-origin' },
      body: { username: 'local', password: 'correct horse battery' },
    });
    expect(await problemIn(response)).toMatchObject({ code: 'conflict' });
  });

  it('a forged identity is refused and leaves a line in the audit log', async () => {
    const forged = { 'x-remote-user': 'admin', 'x-etcdscope-proxy-secret': 'guess' };
    const response = await callRoute(session.GET, { headers: forged });
    expect(response.status).toBe(401);
    const [row] = await listAuditRows(server.store, { limit: 1 });
    expect(row).toMatchObject({ result: 'denied', detail: 'unauthenticated', actor: 'unknown' });
  });
});
