import 'server-only';
import { createHmac } from 'node:crypto';
import { AppError } from '@/lib/domain/errors';
import { configuration } from '../config/load-configuration';
import { serverKey } from '../store/server-keys';
import { store } from '../store/store';
import { publicAddress } from './front-headers';
import type { Identity } from './request-context';
import { equalSecrets } from './secret-hash';

const tokenHeader = 'x-etcdscope-csrf';
const lifetimeMilliseconds = 12 * 3_600_000;

const refused = (detail: string): AppError => new AppError('csrf_refused', { detail });

/**
 * Throws `csrf_refused` unless a browser says that the request comes from one of our own pages.
 * `Sec-Fetch-Site` is sent over https and to loopback only, so without it `Origin` must decide.
 */
export const checkSameOrigin = (headers: Headers): void => {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const own = [publicAddress(headers).origin, ...configuration().publicOrigins];
  const isOwnOrigin = origin !== null && own.includes(origin.toLowerCase());
  if (origin !== null && !isOwnOrigin) {
    throw refused('The request comes from another origin. Add it to publicOrigins if it is yours.');
  }
  if (site !== null && site !== 'same-origin' && !(site === 'none' && origin === null)) {
    throw refused('The request comes from another site.');
  }
  if (site === null && !isOwnOrigin) {
    throw refused('The request does not say where it comes from. Scripts use an API token.');
  }
};

const subjectOf = ({ mode, username, sessionId }: Identity): string =>
  sessionId === undefined ? `${mode}:user:${username}` : `session:${sessionId}`;

const sign = async (identity: Identity, expiresAt: string): Promise<string> =>
  createHmac('sha256', await serverKey(store(), 'csrf'))
    .update(JSON.stringify([subjectOf(identity), expiresAt]))
    .digest('base64url');

/** A token that proves for 12 hours that its bearer could read an answer meant for this user. */
export const createCsrfToken = async (identity: Identity): Promise<string> => {
  const expiresAt = String(Date.now() + lifetimeMilliseconds);
  return `${expiresAt}.${await sign(identity, expiresAt)}`;
};

/** Throws `csrf_refused` unless the request carries this user's token. */
export const checkCsrfToken = async (headers: Headers, identity: Identity): Promise<void> => {
  const [expiresAt = '', signature = ''] = (headers.get(tokenHeader) ?? '').split('.');
  const isCurrent = /^\d{13}$/.test(expiresAt) && Number(expiresAt) > Date.now();
  if (!isCurrent || !equalSecrets(signature, await sign(identity, expiresAt))) {
    throw refused('The CSRF token is missing or no longer valid. Reload the page.');
  }
};
