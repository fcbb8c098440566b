import 'server-only';
import { type Search, startSearchSchema } from '@/lib/domain/api/searches';
import type { SearchRow } from '../store/searches';

/** The query of a stored search. */
export const queryOf = (row: Pick<SearchRow, 'query'>): Search['query'] => {
  const query = startSearchSchema.parse(JSON.parse(row.query));
  return { ...query, pace: query.pace ?? 'gentle' };
};
