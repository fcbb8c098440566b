import 'server-only';
import { inTransaction, updateAccount } from '../store/accounts';
import { deleteSessionsOf } from '../store/sessions';
import { store } from '../store/store';
import { deleteTokensOf } from '../store/tokens';
import { hashPassword } from './password-hash';
import { requireAccountRow } from './read-account';

/**
 * Sets the password of an account and ends all it was good for: every session and every token,
 * since a password is mostly changed because somebody else may know it. Throws `not_found`.
 */
export const setPassword = async (username: string, password: string): Promise<void> => {
  await requireAccountRow(store(), username);
  const hash = await hashPassword(password);
  await inTransaction(store(), async (transaction) => {
    await requireAccountRow(transaction, username);
    await updateAccount(transaction, username, { password_hash: hash });
    await deleteSessionsOf(transaction, username);
    await deleteTokensOf(transaction, username);
  });
};
