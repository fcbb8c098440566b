import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { RequestContext } from '../http/request-context';
import { store } from '../store/store';
import { deleteToken } from '../store/tokens';
import { tokenScope } from './list-tokens';

/** Revokes a token at once; somebody else's looks like none at all: `not_found`. */
export const revokeToken = async (context: RequestContext, id: string): Promise<void> => {
  if (!(await deleteToken(store(), id, tokenScope(context)))) {
    throw new AppError('not_found', { detail: 'There is no such token.' });
  }
};
