import 'server-only';
import type { SearchMatch, SearchMatches, SearchMatchesQuery } from '@/lib/domain/api/searches';
import { fromBase64Url } from '@/lib/domain/bytes';
import { keyText } from '@/lib/domain/search/key-text';
import type { RequestContext } from '../http/request-context';
import { listMatchRows, type SearchMatchRow } from '../store/searches';
import { store } from '../store/store';
import { findOwnSearch } from './find-own-search';

/** A page of what a search has found so far. Rejects with `not_found` or `forbidden`. */
export const listMatches = async (
  context: RequestContext,
  cluster: string,
  id: string,
  { from, limit }: SearchMatchesQuery,
): Promise<SearchMatches> => {
  await findOwnSearch(context, cluster, id);
  const rows = await listMatchRows(store(), id, { from, limit: limit + 1 });
  return {
    matches: rows.slice(0, limit).map(matchOf),
    next: rows.length > limit ? from + limit : null,
  };
};

const matchOf = (row: SearchMatchRow): SearchMatch => ({
  position: row.position,
  key: { bytes: row.key, text: keyText(fromBase64Url(row.key) ?? new Uint8Array()) },
  modRevision: row.mod_revision,
  size: row.size,
  kind: row.kind,
  span:
    row.span_start === null || row.span_end === null
      ? null
      : { start: row.span_start, end: row.span_end },
  excerpt: row.excerpt === null ? null : JSON.parse(row.excerpt),
});
