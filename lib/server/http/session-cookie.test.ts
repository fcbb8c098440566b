import { describe, expect, it } from 'vitest';
import { publicAddress } from './front-headers';
import { expiredSessionCookie, sessionCookie, sessionSecret } from './session-cookie';

const secret = 'a'.repeat(43);

const addressOf = (headers: Record<string, string>) => publicAddress(new Headers(headers));

describe('the session cookie', () => {
  it.each([
    [{ 'x-etcdscope-prefix': '', 'x-etcdscope-scheme': 'http' }, 'Path=/; HttpOnly; SameSite=Lax'],
    [
      { 'x-etcdscope-prefix': '/proxy/etcdscope', 'x-etcdscope-scheme': 'https' },
      'Path=/proxy/etcdscope; HttpOnly; SameSite=Lax; Secure',
    ],
    [{}, 'Path=/; HttpOnly; SameSite=Lax'],
  ])('belongs to the public address %j', (headers, attributes) => {
    const address = addressOf(headers);
    expect(sessionCookie(secret, 60, address)).toBe(
      `etcdscope_session=${secret}; Max-Age=60; ${attributes}`,
    );
    expect(expiredSessionCookie(address)).toBe(`etcdscope_session=; Max-Age=0; ${attributes}`);
  });

  it.each([
    ['alone', `etcdscope_session=${secret}`, secret],
    ['among others', `token=x; etcdscope_session=${secret}; a=b`, secret],
    ['with the longest path first', `etcdscope_session=${secret}; etcdscope_session=x`, secret],
    ['under another name', `xetcdscope_session=${secret}`, undefined],
    ['malformed', 'etcdscope_session=../../x', undefined],
    ['empty', 'etcdscope_session=', undefined],
    ['an API token', `etcdscope_session=etcdscope_${secret}`, undefined],
  ])('is read %s', (_name, cookie, expected) => {
    expect(sessionSecret(new Headers({ cookie }))).toBe(expected);
  });
});
