import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { RequestContext } from '../http/request-context';
import { findSearch, type SearchRow } from '../store/searches';
import { store } from '../store/store';

/**
 * A search for whoever started it, or an admin. Rejects with `not_found`, and with `forbidden` for
 * the search of another person: what somebody looks for is nobody else's business.
 */
export const findOwnSearch = async (
  context: Pick<RequestContext, 'identity'>,
  cluster: string,
  id: string,
): Promise<SearchRow> => {
  const row = await findSearch(store(), cluster, id);
  if (row === undefined) {
    throw new AppError('not_found', {
      detail: 'There is no search of this id; old searches are forgotten.',
    });
  }
  const { username, role } = context.identity;
  if (row.started_by !== username && role !== 'admin') {
    throw new AppError('forbidden', { detail: 'Somebody else started this search.' });
  }
  return row;
};
