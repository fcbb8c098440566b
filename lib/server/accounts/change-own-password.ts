import 'server-only';
import type { PasswordChange } from '@/lib/domain/api/session';
import { AppError } from '@/lib/domain/errors';
import type { RequestContext } from '../http/request-context';
import { findAccountRow } from '../store/accounts';
import { store } from '../store/store';
import { beginLogin, forgiveLogin } from './login-limit';
import { verifyPassword } from './password-hash';
import { setPassword } from './set-password';
import { type StartedSession, startSession } from './start-session';

/**
 * Changes the password of whoever asks, who must know the old one, and begins a new session in
 * place of all others. Throws `forbidden` or `rate_limited`; a token cannot do this.
 */
export const changeOwnPassword = async (
  { identity, address }: RequestContext,
  { oldPassword, newPassword }: PasswordChange,
): Promise<StartedSession> => {
  const { username, mode } = identity;
  if (mode !== 'local') {
    throw new AppError('forbidden', {
      detail: 'A password is changed by its owner, logged in with it.',
    });
  }
  beginLogin(username, address);
  const account = await findAccountRow(store(), username);
  if (!(await verifyPassword(oldPassword, account?.password_hash))) {
    throw new AppError('forbidden', { detail: 'The old password is wrong.' });
  }
  forgiveLogin(username, address);
  await setPassword(username, newPassword);
  return startSession(username);
};
