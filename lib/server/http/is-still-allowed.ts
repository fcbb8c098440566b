import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import { type Action, isAllowed } from '@/lib/domain/permissions';
import { identify } from './identify';

/** Whether the sender of these headers may, as of now, still do an action. */
export const isStillAllowed = async (
  headers: Headers,
  action: Action | 'public',
): Promise<boolean> => {
  if (action === 'public') {
    return true;
  }
  try {
    return isAllowed((await identify(headers)).role, action);
  } catch (error) {
    // A store that is busy for a moment ends no stream; only a refusal does.
    return !isAppError(error);
  }
};
