import 'server-only';
import type { Session } from '@/lib/domain/api/session';
import { actions, isAllowed } from '@/lib/domain/permissions';
import { findSessionRow } from '../store/sessions';
import { store } from '../store/store';
import { createCsrfToken } from './csrf';
import type { Identity } from './request-context';

/** Who is asking as the browser sees it, with a fresh CSRF token. */
export const describeSession = async (identity: Identity): Promise<Session> => {
  const { username, role, mode, sessionId } = identity;
  const row = sessionId === undefined ? undefined : await findSessionRow(store(), sessionId);
  return {
    username,
    role,
    actions: actions.filter((action) => isAllowed(role, action)),
    mode,
    csrfToken: await createCsrfToken(identity),
    expiresAt: row?.expires_at ?? null,
  };
};
