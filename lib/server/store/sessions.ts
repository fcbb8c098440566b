import 'server-only';
import type { Role } from '@/lib/domain/permissions';
import type { Store } from './store';
import type { SessionsTable } from './tables/accounts';

/** A session with what its account is now. */
export type SessionRow = SessionsTable & { role: Role; disabled: number };

/** Adds a session. */
export const insertSession = async (store: Store, row: SessionsTable): Promise<void> => {
  await store.insertInto('sessions').values(row).execute();
};

/** The session of that hash with its account's role and state. */
export const findSessionRow = (store: Store, idHash: string): Promise<SessionRow | undefined> =>
  store
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.username', 'sessions.username')
    .selectAll('sessions')
    .select(['accounts.role', 'accounts.disabled'])
    .where('id_hash', '=', idHash)
    .executeTakeFirst();

/** Notes that the session was used. */
export const touchSession = async (store: Store, idHash: string, time: string): Promise<void> => {
  await store
    .updateTable('sessions')
    .set({ last_seen_at: time })
    .where('id_hash', '=', idHash)
    .execute();
};

/** Ends one session. */
export const deleteSession = async (store: Store, idHash: string): Promise<void> => {
  await store.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
};

/** Ends every session of an account; answers with how many there were. */
export const deleteSessionsOf = async (store: Store, username: string): Promise<number> => {
  const { numDeletedRows } = await store
    .deleteFrom('sessions')
    .where('username', '=', username)
    .executeTakeFirst();
  return Number(numDeletedRows);
};

/** Forgets sessions whose time was over, or that were last used, before these times. */
export const deleteSessionsBefore = async (
  store: Store,
  expiredAt: string,
  idleSince: string,
): Promise<void> => {
  await store
    .deleteFrom('sessions')
    .where((row) =>
      row.or([row('expires_at', '<', expiredAt), row('last_seen_at', '<', idleSince)]),
    )
    .execute();
};
