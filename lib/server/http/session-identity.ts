import 'server-only';
import { configuration } from '../config/load-configuration';
import { findSessionRow, touchSession } from '../store/sessions';
import { store } from '../store/store';
import type { Identity } from './request-context';
import { secretHash } from './secret-hash';
import { sessionSecret } from './session-cookie';

const touchEveryMilliseconds = 60_000;

/** Whoever a request's session cookie proves, or undefined: no session, ended, idle or disabled. */
export const sessionIdentity = async (headers: Headers): Promise<Identity | undefined> => {
  const secret = sessionSecret(headers);
  if (secret === undefined) {
    return undefined;
  }
  const sessionId = secretHash(secret);
  const row = await findSessionRow(store(), sessionId);
  if (row === undefined || row.disabled !== 0) {
    return undefined;
  }
  const now = Date.now();
  const unused = now - Date.parse(row.last_seen_at);
  if (now >= Date.parse(row.expires_at) || unused > configuration().sessionIdleMinutes * 60_000) {
    return undefined;
  }
  if (unused > touchEveryMilliseconds) {
    await touchSession(store(), sessionId, new Date(now).toISOString());
  }
  return { username: row.username, role: row.role, mode: 'local', sessionId };
};
