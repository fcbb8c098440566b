import 'server-only';
import { deleteSessionsOf } from '../store/sessions';
import { store } from '../store/store';
import { requireAccountRow } from './read-account';

/** Ends every session of an account; answers with how many there were. Throws `not_found`. */
export const endSessions = async (username: string): Promise<number> => {
  await requireAccountRow(store(), username);
  return deleteSessionsOf(store(), username);
};
