import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import type { CreatedToken, NewToken } from '@/lib/domain/api/session';
import { AppError } from '@/lib/domain/errors';
import { lesserRole } from '@/lib/domain/permissions';
import type { RequestContext } from '../http/request-context';
import { secretHash } from '../http/secret-hash';
import { store } from '../store/store';
import { countTokens, insertToken } from '../store/tokens';
import { ownerRole } from './owner-role';
import { tokenPrefix } from './token-identity';
import { tokenOfRow } from './token-of-row';

const maximumTokens = 100;

const checkMayCreate = async ({ identity }: RequestContext): Promise<void> => {
  if (identity.mode === 'token') {
    throw new AppError('forbidden', { detail: 'A token cannot make tokens. Log in to make one.' });
  }
  if ((await ownerRole(identity.username)) === undefined) {
    throw new AppError('conflict', {
      detail: 'Tokens need a role configured for the user by name, not by group only.',
    });
  }
  if ((await countTokens(store(), identity.username)) >= maximumTokens) {
    throw new AppError('conflict', {
      detail: `There are ${maximumTokens} tokens already. Revoke some first.`,
      parameters: { maximum: maximumTokens },
    });
  }
};

/**
 * Makes an API token of whoever asks, with at most their own role. The answer holds its secret,
 * which is not kept. Throws `forbidden` to a token, or `conflict`.
 */
export const createToken = async (
  context: RequestContext,
  { name, role, expiresInDays }: NewToken,
): Promise<CreatedToken> => {
  await checkMayCreate(context);
  const { identity } = context;
  const now = Date.now();
  const secret = `${tokenPrefix}${randomBytes(32).toString('base64url')}`;
  const row = {
    id: randomUUID(),
    secret_hash: secretHash(secret),
    name,
    username: identity.username,
    role: lesserRole(role, identity.role),
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + expiresInDays * 86_400_000).toISOString(),
    last_used_at: null,
  };
  await insertToken(store(), row);
  return { ...tokenOfRow(row), secret };
};
