import 'server-only';
import type { Folder, FolderEntry } from '@/lib/domain/api/keys';
import {
  compareBytes,
  fromBase64Url,
  readableBytes,
  startsWithBytes,
  toBase64Url,
  utf8Bytes,
} from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { childOf, isChildBoundary } from '@/lib/domain/keys/folder-child';
import { levelParts } from '@/lib/domain/keys/level-parts';
import { decodeCursor, encodeCursor, type PageCursor } from '@/lib/domain/keys/page-cursor';
import type { ClusterConnection, PermittedRange } from '../etcd/cluster-connection';
import { type FilteredChildren, filterChildren } from './filter-children';
import { toEntry } from './folder-entry';
import { levelCacheOf } from './level-cache';
import { type Child, keysIn, type Level } from './level-child';
import { type Children, type LevelSources, type PagePlace, readChildren } from './read-children';

/** Which page of which folder; bytes as base64url. */
export type FolderQuery = {
  prefix: string;
  cursor?: string;
  revision?: string;
  limit: number;
  /** The page begins at the first child at or after this key. */
  from?: string;
  last?: boolean;
  filter?: string;
  recount?: boolean;
};

type PlaceInFolder = { place: PagePlace; before: bigint | undefined };

/**
 * A page of the children of a folder, all pages at one revision. `onRows` gets the rows as they are
 * found, whose counts may be null still.
 */
export const listFolder = async (
  connection: ClusterConnection,
  query: FolderQuery,
  signal?: AbortSignal,
  onRows?: (entries: FolderEntry[]) => void,
): Promise<Folder> => {
  const startedAt = performance.now();
  const { delimiter, kubernetesPrefix } = connection.config;
  const prefix = bytesOf(query.prefix, 'prefix');
  const level = { prefix, delimiter: utf8Bytes(delimiter) };
  const { place, before } = placeOf(query, level);
  const sources = await sourcesOf(connection, level, signal);
  const toRow = (child: Child): FolderEntry => toEntry(child, level, kubernetesPrefix);
  const onSettled = onRows && ((children: readonly Child[]) => onRows(children.map(toRow)));
  const { limit, revision, recount, filter = '' } = query;
  const request = { ...level, limit, revision, recount, place, onSettled };
  const page: Children & Partial<FilteredChildren> =
    filter === ''
      ? await readChildren(sources, request, signal)
      : await filterChildren(sources, request, filter, signal);
  const known = { page, before, isFiltered: filter !== '' };
  return {
    prefix: { bytes: toBase64Url(prefix), text: readableBytes(prefix) },
    delimiter,
    revision: page.revision,
    entries: page.children.map(toRow),
    ...cursorsOf(known),
    total: page.total.count.toString(),
    totalKind: page.total.kind,
    isPartial: page.isCut === true || sources.parts.some(({ kind }) => kind !== 'open'),
    readAt: page.readAt,
    answeredBy: page.answeredBy,
    elapsedMilliseconds: performance.now() - startedAt,
  };
};

const refuse = (detail: string, field: string): never => {
  throw new AppError('invalid_input', { detail, parameters: { field } });
};

const bytesOf = (text: string, field: string): Uint8Array =>
  fromBase64Url(text) ?? refuse(`The ${field} is not base64url.`, field);

const sourcesOf = async (
  connection: ClusterConnection,
  level: Level,
  signal: AbortSignal | undefined,
): Promise<LevelSources> => {
  const { keys, heavyKeys } = connection;
  const permitted = await connection.permittedRanges(signal);
  const readable = permitted?.filter(({ mayRead }) => mayRead).map(({ range }) => range);
  return {
    keys,
    heavyKeys,
    cache: levelCacheOf(connection, viewOf(permitted)),
    parts: levelParts(level.prefix, level.delimiter, readable),
  };
};

/** Names what permissions let be seen. */
const viewOf = (permitted: readonly PermittedRange[] | undefined): string =>
  JSON.stringify(
    permitted?.map(({ range, mayRead }) => [
      mayRead,
      toBase64Url(range.start),
      range.end && toBase64Url(range.end),
    ]) ?? 'all',
  );

const placeOf = (query: FolderQuery, level: Level): PlaceInFolder => {
  if (query.cursor !== undefined) {
    const { direction, position, before } = parseCursor(query.cursor, level);
    return { place: { kind: direction, position }, before };
  }
  if (query.from !== undefined) {
    return { place: jumpTo(bytesOf(query.from, 'from'), level), before: undefined };
  }
  return query.last === true
    ? { place: { kind: 'last' }, before: undefined }
    : { place: { kind: 'from', position: level.prefix }, before: 0n };
};

/** The child that holds a key; a key outside of the folder is before or after all of it. */
const jumpTo = (key: Uint8Array, { prefix, delimiter }: Level): PagePlace => {
  if (startsWithBytes(key, prefix)) {
    return { kind: 'from', position: childOf(key, prefix, delimiter).name };
  }
  return compareBytes(key, prefix) < 0 ? { kind: 'from', position: prefix } : { kind: 'last' };
};

const parseCursor = (text: string, { prefix, delimiter }: Level): PageCursor => {
  const cursor = decodeCursor(bytesOf(text, 'cursor'));
  return cursor !== undefined && isChildBoundary(cursor.position, prefix, delimiter)
    ? cursor
    : refuse('The cursor does not belong to this folder; start again at its first page.', 'cursor');
};

const cursorText = (cursor: PageCursor): string => toBase64Url(encodeCursor(cursor));

/** Keys before the page, where counts tell it: from the cursor, or from the end of the folder. */
const keysBefore = (
  page: Children,
  shown: bigint | undefined,
  before: bigint | undefined,
): bigint | undefined => {
  if (page.isFirst) {
    return 0n;
  }
  const isFromEnd = page.next === undefined && page.total.kind === 'exact' && shown !== undefined;
  return isFromEnd ? page.total.count - shown : before;
};

const cursorsOf = (known: {
  page: Children;
  before: bigint | undefined;
  isFiltered: boolean;
}): Pick<Folder, 'next' | 'previous' | 'before'> => {
  const { page, isFiltered } = known;
  const isExact = page.children.every(({ countedAt }) => countedAt === undefined);
  const shown = isExact && !isFiltered ? keysIn(page.children) : undefined;
  const before = isFiltered ? undefined : keysBefore(page, shown, known.before);
  const after = before === undefined || shown === undefined ? undefined : before + shown;
  const [first] = page.children;
  return {
    next:
      page.next === undefined
        ? null
        : cursorText({ direction: 'from', position: page.next, before: after }),
    previous:
      page.isFirst || first === undefined
        ? null
        : cursorText({ direction: 'before', position: first.name, before: undefined }),
    before: before === undefined ? null : before.toString(),
  };
};
