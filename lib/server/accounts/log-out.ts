import 'server-only';
import type { RequestContext } from '../http/request-context';
import { deleteSession } from '../store/sessions';
import { store } from '../store/store';

/** Ends the session of whoever asks, at once and for good. Without a session nothing happens. */
export const logOut = async ({ identity }: RequestContext): Promise<void> => {
  if (identity.sessionId !== undefined) {
    await deleteSession(store(), identity.sessionId);
  }
};
