import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { configuration } from '../config/load-configuration';
import { tokenIdentity, tokenPrefix } from '../tokens/token-identity';
import { kubesphereIdentity } from './kubesphere-identity';
import type { Identity } from './request-context';
import { sessionIdentity } from './session-identity';

const bearerOf = (headers: Headers): string | undefined =>
  /^bearer +([^\s]+)$/i.exec(headers.get('authorization') ?? '')?.[1];

/** Whether a request brings something that ought to prove who it is, so that a refusal is news. */
export const bringsCredentials = (headers: Headers): boolean =>
  ['authorization', 'x-etcdscope-proxy-secret', 'x-remote-user'].some((name) => headers.has(name));

/**
 * Who a request is from: an API token, else the proxy's headers in KubeSphere mode, else the
 * session cookie. Throws `unauthenticated`, or `forbidden` for a known user without a role.
 */
export const identify = async (headers: Headers): Promise<Identity> => {
  const { authentication } = configuration();
  const bearer = bearerOf(headers);
  // Behind the KubeSphere console a request may carry the console's own bearer token.
  if (bearer?.startsWith(tokenPrefix)) {
    const identity = await tokenIdentity(bearer);
    if (identity === undefined) {
      throw new AppError('unauthenticated', {
        detail: 'This API token is not known, has expired or its owner may no longer use it.',
      });
    }
    return identity;
  }
  if (authentication.mode === 'kubesphere') {
    return kubesphereIdentity(headers, authentication);
  }
  const identity = headers.has('authorization') ? undefined : await sessionIdentity(headers);
  if (identity === undefined) {
    throw new AppError('unauthenticated', { detail: 'Log in first.' });
  }
  return identity;
};
