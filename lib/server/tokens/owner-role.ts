import 'server-only';
import type { Role } from '@/lib/domain/permissions';
import { configuration } from '../config/load-configuration';
import { configuredRole } from '../http/kubesphere-identity';
import { findAccountRow } from '../store/accounts';
import { store } from '../store/store';

/**
 * The role a token's owner has now: of the enabled local account, or, behind KubeSphere, the one
 * configured for the user by name (groups are known only while the user asks).
 */
export const ownerRole = async (username: string): Promise<Role | undefined> => {
  const { authentication } = configuration();
  if (authentication.mode === 'kubesphere') {
    return configuredRole(username, authentication);
  }
  const account = await findAccountRow(store(), username);
  return account !== undefined && account.disabled === 0 ? account.role : undefined;
};
