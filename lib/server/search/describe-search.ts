import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import type { Search } from '@/lib/domain/api/searches';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import type { RequestContext } from '../http/request-context';
import type { SearchRow } from '../store/searches';
import { queryOf } from './search-query';

/** More matches than this are not kept of a search, however often it is resumed. */
const mostMatches = 100_000;

const endingOf = (row: SearchRow, { state }: Operation): Search['ending'] => {
  switch (state) {
    case 'succeeded':
      return row.is_limited === 1 ? 'limit' : 'complete';
    case 'unknown':
      return 'interrupted';
    default:
      return state;
  }
};

/** A search as its answer. */
export const describeSearch = (
  context: Pick<RequestContext, 'identity'>,
  row: SearchRow,
  operation: Operation,
): Search => {
  const query = queryOf(row);
  const ending = endingOf(row, operation);
  const isOwn = row.started_by === context.identity.username;
  const hasMore = ending !== 'running' && ending !== 'complete';
  return {
    id: row.id,
    cluster: row.cluster,
    operation,
    startedBy: row.started_by,
    startedAt: row.started_at,
    query,
    prefix: {
      bytes: query.prefix,
      text: readableBytes(fromBase64Url(query.prefix) ?? new Uint8Array()),
    },
    scanned: row.scanned,
    total: row.total,
    matches: row.matches,
    maskedValues: row.masked_values,
    cutValues: row.cut_values,
    revision: row.revision,
    isRestarted: row.is_restarted === 1,
    isLocked: row.is_locked === 1,
    answeredBy: row.answered_by,
    ending,
    mayResume: isOwn && hasMore && row.matches < mostMatches,
  };
};
