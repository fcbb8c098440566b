import 'server-only';
import type { Account, NewAccount } from '@/lib/domain/api/session';
import { AppError } from '@/lib/domain/errors';
import { insertAccount } from '../store/accounts';
import { store } from '../store/store';
import { hashPassword } from './password-hash';
import { accountOfRow } from './read-account';

/** Makes a local account; throws `conflict` where the name is taken. */
export const createAccount = async ({ username, password, role }: NewAccount): Promise<Account> => {
  const row = {
    username,
    role,
    disabled: 0,
    password_hash: await hashPassword(password),
    created_at: new Date().toISOString(),
    last_login_at: null,
  };
  if (!(await insertAccount(store(), row))) {
    throw new AppError('conflict', {
      detail: `There is an account ${username} already.`,
      parameters: { username },
    });
  }
  return accountOfRow(row);
};
