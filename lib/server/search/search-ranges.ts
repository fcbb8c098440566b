import 'server-only';
import type { StartSearch } from '@/lib/domain/api/searches';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { type KeyRange, prefixRange } from '@/lib/domain/keys/key-range';
import { intersectRanges, mergeRanges, subtractRanges } from '@/lib/domain/keys/key-range-set';
import { parseReadable } from '@/lib/domain/keys/parse-readable';
import type { ClusterConnection } from '../etcd/cluster-connection';

/** What of the store a search reads, in byte order, and whether etcd keeps some of it from us. */
type SearchRanges = { ranges: KeyRange[]; isLocked: boolean };

/** The keys a query can match at all: a prefix that is exact bytes needs no others read. */
const scopeOf = (query: StartSearch): KeyRange | undefined => {
  const scope = prefixRange(fromBase64Url(query.prefix) ?? new Uint8Array());
  const isPrefixOfKey = query.what === 'keys' && query.how === 'prefix';
  if (!isPrefixOfKey || query.encoding !== 'text' || !query.isCaseSensitive) {
    return scope;
  }
  const bytes = parseReadable(query.pattern);
  return readableBytes(bytes) === query.pattern
    ? intersectRanges(scope, prefixRange(bytes))
    : scope;
};

/** The ranges a search reads: its scope without what etcd's roles forbid these credentials. */
export const searchRanges = async (
  connection: ClusterConnection,
  query: StartSearch,
  signal: AbortSignal,
): Promise<SearchRanges> => {
  const scope = scopeOf(query);
  const permitted = await connection.permittedRanges(signal);
  if (scope === undefined || permitted === undefined) {
    return { ranges: scope === undefined ? [] : [scope], isLocked: false };
  }
  const readable = mergeRanges(
    permitted.filter(({ mayRead }) => mayRead).map(({ range }) => range),
  );
  const ranges = readable
    .map((range) => intersectRanges(range, scope))
    .filter((range) => range !== undefined);
  return { ranges, isLocked: subtractRanges([scope], readable).length > 0 };
};
