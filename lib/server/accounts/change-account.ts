import 'server-only';
import type { Account, AccountChangeRequest } from '@/lib/domain/api/session';
import { AppError } from '@/lib/domain/errors';
import { countOtherAdmins, inTransaction, updateAccount } from '../store/accounts';
import { deleteSessionsOf } from '../store/sessions';
import { store } from '../store/store';
import { accountOfRow, requireAccountRow } from './read-account';

/**
 * Changes the role of an account, or disables or enables it. Its sessions end; its tokens have
 * the lesser role, or none, from their next request on. Throws `not_found`, or `conflict` where
 * no enabled admin would be left.
 */
export const changeAccount = (username: string, change: AccountChangeRequest): Promise<Account> =>
  inTransaction(store(), async (transaction) => {
    const before = await requireAccountRow(transaction, username);
    const disabled = change.disabled === undefined ? before.disabled : Number(change.disabled);
    const after = { ...before, role: change.role ?? before.role, disabled };
    const staysAdmin = after.role === 'admin' && disabled === 0;
    const isAdmin = before.role === 'admin' && before.disabled === 0;
    if (isAdmin && !staysAdmin && (await countOtherAdmins(transaction, username)) === 0) {
      throw new AppError('conflict', {
        detail: 'This is the last enabled admin. Make somebody else admin first.',
        parameters: { username },
      });
    }
    await updateAccount(transaction, username, { role: after.role, disabled });
    await deleteSessionsOf(transaction, username);
    return accountOfRow(after);
  });
