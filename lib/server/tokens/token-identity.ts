import 'server-only';
import { lesserRole } from '@/lib/domain/permissions';
import type { Identity } from '../http/request-context';
import { secretHash } from '../http/secret-hash';
import { store } from '../store/store';
import { findTokenBySecret, touchToken } from '../store/tokens';
import { ownerRole } from './owner-role';

const touchEveryMilliseconds = 60_000;

/** What the secret of every API token begins with, so that scanners find leaked ones. */
export const tokenPrefix = 'etcdscope_';

/** Whoever an API token stands for, with the lesser of its own and its owner's present role. */
export const tokenIdentity = async (secret: string): Promise<Identity | undefined> => {
  const row = await findTokenBySecret(store(), secretHash(secret));
  const now = Date.now();
  if (row === undefined || now >= Date.parse(row.expires_at)) {
    return undefined;
  }
  const role = await ownerRole(row.username);
  if (role === undefined) {
    return undefined;
  }
  if (row.last_used_at === null || now - Date.parse(row.last_used_at) > touchEveryMilliseconds) {
    await touchToken(store(), row.id, new Date(now).toISOString());
  }
  return { username: row.username, role: lesserRole(row.role, role), mode: 'token' };
};
