import 'server-only';
import type { PublicAddress } from './front-headers';

const cookieName = 'etcdscope_session';
const secretPattern = /^[A-Za-z0-9_-]{43}$/;

/** The session secret a request carries; of several, the one with the longest path comes first. */
export const sessionSecret = (headers: Headers): string | undefined => {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const value = cookies
    .find((cookie) => cookie.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);
  return value !== undefined && secretPattern.test(value) ? value : undefined;
};

const attributes = ({ prefix, scheme }: PublicAddress): string =>
  `Path=${prefix === '' ? '/' : prefix}; HttpOnly; SameSite=Lax${scheme === 'https' ? '; Secure' : ''}`;

/** The Set-Cookie value of a new session. */
export const sessionCookie = (
  secret: string,
  maximumAgeSeconds: number,
  address: PublicAddress,
): string => `${cookieName}=${secret}; Max-Age=${maximumAgeSeconds}; ${attributes(address)}`;

/** The Set-Cookie value that removes the session. */
export const expiredSessionCookie = (address: PublicAddress): string =>
  `${cookieName}=; Max-Age=0; ${attributes(address)}`;
