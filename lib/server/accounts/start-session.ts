import 'server-only';
import { randomBytes } from 'node:crypto';
import { configuration } from '../config/load-configuration';
import { secretHash } from '../http/secret-hash';
import { deleteSessionsBefore, insertSession } from '../store/sessions';
import { store } from '../store/store';

/** A session just begun: its secret goes into the cookie and nowhere else. */
export type StartedSession = { secret: string; sessionId: string; maximumAgeSeconds: number };

/** Begins a session of an account and forgets those of everybody that are over. */
export const startSession = async (username: string): Promise<StartedSession> => {
  const { sessionHours, sessionIdleMinutes } = configuration();
  const now = Date.now();
  const timeAt = (milliseconds: number) => new Date(milliseconds).toISOString();
  await deleteSessionsBefore(store(), timeAt(now), timeAt(now - sessionIdleMinutes * 60_000));
  const secret = randomBytes(32).toString('base64url');
  const sessionId = secretHash(secret);
  await insertSession(store(), {
    id_hash: sessionId,
    username,
    created_at: timeAt(now),
    last_seen_at: timeAt(now),
    expires_at: timeAt(now + sessionHours * 3_600_000),
  });
  return { secret, sessionId, maximumAgeSeconds: Math.floor(sessionHours * 3_600) };
};
