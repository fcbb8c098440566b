import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { writeAudit } from '../audit/write-audit';
import { configuration } from '../config/load-configuration';
import type { Identity, PublicContext } from '../http/request-context';
import { findAccountRow, updateAccount } from '../store/accounts';
import { deleteSession } from '../store/sessions';
import { store } from '../store/store';
import type { AccountsTable } from '../store/tables/accounts';
import { beginLogin, forgiveLogin } from './login-limit';
import { verifyPassword } from './password-hash';
import { type StartedSession, startSession } from './start-session';

const action = 'session:start';

/** Throws `conflict` where logins are not ours to make. */
const requireLocalAccounts = (): void => {
  if (configuration().authentication.mode !== 'local') {
    throw new AppError('conflict', {
      detail: 'Accounts are kept by KubeSphere here: log in there.',
    });
  }
};

const refuse = async (context: PublicContext, actor: string, detail: string): Promise<AppError> => {
  await writeAudit(context, { action, actor, result: 'denied', detail });
  return new AppError('unauthenticated', { detail: 'The user name or the password is wrong.' });
};

const proveAccount = async (
  context: PublicContext,
  username: string,
  password: string,
): Promise<AccountsTable> => {
  const account = await findAccountRow(store(), username);
  const isRight = await verifyPassword(password, account?.password_hash);
  if (account === undefined || !isRight) {
    throw await refuse(context, username, 'wrong user name or password');
  }
  if (account.disabled !== 0) {
    throw await refuse(context, username, 'account is disabled');
  }
  return account;
};

/**
 * Proves a user name and password and begins a new session; the session the browser had ends.
 * Throws `unauthenticated` with the same sentence for every reason, or `rate_limited`.
 */
export const logIn = async (
  context: PublicContext,
  { username, password }: { username: string; password: string },
  replaced: string | undefined,
): Promise<{ identity: Identity; session: StartedSession }> => {
  requireLocalAccounts();
  beginLogin(username, context.address);
  const { role } = await proveAccount(context, username, password);
  forgiveLogin(username, context.address);
  await writeAudit(
    { ...context, identity: { username, role, mode: 'local' } },
    { action, result: 'succeeded' },
  );
  if (replaced !== undefined) {
    await deleteSession(store(), replaced);
  }
  const session = await startSession(username);
  await updateAccount(store(), username, { last_login_at: new Date().toISOString() });
  return {
    identity: { username, role, mode: 'local', sessionId: session.sessionId },
    session,
  };
};
