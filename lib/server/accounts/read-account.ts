import 'server-only';
import type { Account } from '@/lib/domain/api/session';
import { AppError } from '@/lib/domain/errors';
import { findAccountRow } from '../store/accounts';
import type { Store } from '../store/store';
import type { AccountsTable } from '../store/tables/accounts';

/** An account without its password. */
export const accountOfRow = (row: AccountsTable): Account => ({
  username: row.username,
  role: row.role,
  disabled: row.disabled !== 0,
  createdAt: row.created_at,
  lastLoginAt: row.last_login_at,
});

/** The row of an account; throws `not_found`. */
export const requireAccountRow = async (store: Store, username: string): Promise<AccountsTable> => {
  const row = await findAccountRow(store, username);
  if (row === undefined) {
    throw new AppError('not_found', {
      detail: `There is no account ${username}.`,
      parameters: { username },
    });
  }
  return row;
};
