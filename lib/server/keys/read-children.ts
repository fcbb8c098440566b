import 'server-only';
import { compareBytes } from '@/lib/domain/bytes';
import { childOf } from '@/lib/domain/keys/folder-child';
import { prefixEnd, rangeBounds } from '@/lib/domain/keys/key-range';
import type { LevelPart } from '@/lib/domain/keys/level-parts';
import type { KeySource } from '../etcd/key-source';
import type { LevelCache, Segment } from './level-cache';
import { type Child, extentOf, type Level } from './level-child';
import { countedRanges, knownPieces, piecesBefore, unknownPieces } from './level-pieces';
import { firstBatch, type LevelFinding, readLevel } from './level-reader';
import { countTotal, type TotalCount } from './level-total';
import { type PinnedReader, pinnedReader } from './pinned-reader';
import { revalidateFolders } from './revalidate-level';

/** Where a page begins, or ends: with the last child before a position, or with the last one. */
export type PagePlace =
  | { kind: 'from'; position: Uint8Array }
  | { kind: 'before'; position: Uint8Array }
  | { kind: 'last' };

/** Which children of a folder to read, at most `limit`. */
export type ChildrenRequest = Level & {
  limit: number;
  place: PagePlace;
  /** Pins the read; undefined takes the newest. */
  revision?: string;
  /** Counts everything anew, whatever its size. */
  recount?: boolean;
  /** Gets the children as they are found, in key order; counts may be missing still. */
  onSettled?: (children: readonly Child[]) => void;
};

/** What the reading draws on. */
export type LevelSources = {
  /** For reads whose cost is known to be small. */
  keys: KeySource;
  /** For reads that may walk far. */
  heavyKeys: KeySource;
  cache: LevelCache;
  /** What etcd's roles allow of the folder. */
  parts: readonly LevelPart[];
};

/** A page of children in byte order at one revision. */
export type Children = {
  children: Child[];
  /** Name of the first child of the next page. */
  next: Uint8Array | undefined;
  /** Nothing of the folder comes before the page. */
  isFirst: boolean;
  revision: string;
  total: TotalCount;
  readAt: string;
  answeredBy: string;
};

/** So many keys are read or counted without a thought: a few milliseconds of one member. */
const few = 5_000n;

/** From the end no small windows lead to the first keys, so they begin on their own. */
const backwardBatch = 1;

/**
 * Finds a page of the children of a folder. A stretch that was read before is revalidated at the
 * cost of one key a child; what is new is read in windows, never beyond the page.
 */
export const readChildren = async (
  sources: LevelSources,
  request: ChildrenRequest,
  signal?: AbortSignal,
): Promise<Children> => {
  const { place } = request;
  if (place.kind === 'from') {
    return readFrom(sources, request, place.position, signal);
  }
  const { lastPage } = sources.cache.level(request);
  if (place.kind === 'last' && lastPage !== undefined && request.recount !== true) {
    const page = await readFrom(sources, request, lastPage, signal);
    if (page.next === undefined && page.children.length === request.limit) {
      return page;
    }
  }
  return readBackward(sources, request, place.kind === 'last' ? undefined : place.position, signal);
};

/** Only a reading of windows that cover the folder tells how many keys it has. */
type Finding = Omit<LevelFinding, 'counted'> & Partial<LevelFinding>;

/** What a cached stretch can say about the wanted revision: nothing of an older one. */
const usableSegment = (
  { cache }: LevelSources,
  request: ChildrenRequest,
  position: Uint8Array,
): Segment | undefined => {
  const segment = cache.level(request).segments.get(Buffer.from(position).toString('base64url'));
  const isOlder =
    request.revision !== undefined && BigInt(request.revision) < (segment?.revision ?? 0n);
  return isOlder || request.recount === true ? undefined : segment;
};

const readFrom = async (
  sources: LevelSources,
  request: ChildrenRequest,
  position: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Children> => {
  const segment = usableSegment(sources, request, position);
  const isSmall = (expectedCount(sources, request) ?? few + 1n) <= few;
  const isCheap = segment !== undefined || isSmall;
  const source = isCheap ? sources.keys : sources.heavyKeys;
  const { revision } = request;
  const reader = pinnedReader(source, { revision, sideBySide: !isCheap }, signal);
  const finding =
    segment === undefined
      ? await readUnknown(sources, request, position, reader, isSmall)
      : await readKnown(sources, request, position, reader, segment);
  const isFirst = compareBytes(position, request.prefix) <= 0;
  return pageOf(sources, request, reader, finding, isFirst);
};

/** How many keys the folder most likely has. */
const expectedCount = ({ cache }: LevelSources, level: Level): bigint | undefined =>
  cache.level(level).totals[0]?.count ?? cache.countSeenAbove(level)?.count;

const readUnknown = (
  { parts, cache }: LevelSources,
  request: ChildrenRequest,
  position: Uint8Array,
  reader: PinnedReader,
  isSmall: boolean,
): Promise<Finding> => {
  const key = cache.keySeenAbove(request);
  const seen = key && childOf(key, request.prefix, request.delimiter).name;
  return readLevel(reader, {
    level: request,
    pieces: unknownPieces(parts, request, position, isSmall, seen),
    enough: request.limit + 1,
    direction: 'forward',
    batch: firstBatch,
    onSettled: request.onSettled,
  });
};

const readKnown = async (
  { parts }: LevelSources,
  request: ChildrenRequest,
  position: Uint8Array,
  reader: PinnedReader,
  segment: Segment,
): Promise<Finding> => {
  const last = segment.children.at(-1);
  const end = segment.isEnd || last === undefined ? prefixEnd(request.prefix) : extentOf(last).end;
  const known = await revalidateFolders(reader, segment);
  const range = { start: position, end };
  const finding = await readLevel(reader, {
    level: request,
    pieces: knownPieces(parts, request, range, segment.children, known),
    later: segment.isEnd || end === undefined ? [] : unknownPieces(parts, request, end, false),
    enough: request.limit + 1,
    direction: 'forward',
    batch: 128,
    onSettled: request.onSettled,
  });
  return { ...finding, counted: undefined };
};

const readBackward = async (
  sources: LevelSources,
  request: ChildrenRequest,
  position: Uint8Array | undefined,
  signal: AbortSignal | undefined,
): Promise<Children> => {
  const isSmall = (expectedCount(sources, request) ?? few + 1n) <= few;
  const source = isSmall ? sources.keys : sources.heavyKeys;
  const reader = pinnedReader(source, { revision: request.revision }, signal);
  const { children, isWhole } = await readLevel(reader, {
    level: request,
    pieces: piecesBefore(sources.parts, request, position),
    enough: request.limit + 1,
    direction: 'backward',
    batch: isSmall ? 128 : backwardBatch,
  });
  if (children.length < request.limit && position !== undefined) {
    // The page would be short: the first page has what there is before, and more.
    const place = { kind: 'from' as const, position: request.prefix };
    const first = { ...request, place, revision: reader.revision() };
    return readFrom(sources, first, request.prefix, signal);
  }
  const isFirst = isWhole && children.length <= request.limit;
  const shown = children.slice(-request.limit);
  request.onSettled?.(shown);
  if (position === undefined && shown[0] !== undefined && request.revision === undefined) {
    sources.cache.level(request).lastPage = Uint8Array.from(shown[0].name);
  }
  const finding = { children: shown, isWhole: position === undefined };
  const page = await pageOf(sources, request, reader, finding, isFirst);
  return { ...page, next: page.next ?? position };
};

/** Completes the counts of what was found, remembers it and counts the whole. */
const pageOf = async (
  sources: LevelSources,
  request: ChildrenRequest,
  reader: PinnedReader,
  finding: Finding,
  isFirst: boolean,
): Promise<Children> => {
  const { limit } = request;
  const children = finding.children.slice(0, limit);
  const rest = finding.children[limit];
  await countOpenFolders(reader, children);
  const revision = reader.revision();
  const isEnd = finding.isWhole && rest === undefined;
  remember(sources, request, reader, rest === undefined ? children : [...children, rest], isEnd);
  const isAll = isFirst && isEnd;
  const isOpen = sources.parts.every(({ kind }) => kind === 'open');
  const counted = isFirst && isOpen ? finding.counted : undefined;
  const total = await countTotal(sources, request, { reader, children, isAll, counted });
  return {
    children,
    next: rest?.name,
    isFirst,
    revision,
    total,
    readAt: reader.readAt(),
    answeredBy: reader.answeredBy(),
  };
};

/** Folders whose window was not read to its end, or that have parts that may not be read. */
const countOpenFolders = async (
  reader: PinnedReader,
  children: readonly Child[],
): Promise<void> => {
  const open = children.filter(
    ({ kind, count, access }) => kind === 'folder' && count === undefined && access !== 'locked',
  );
  const questions = open.flatMap((child) => {
    child.count = 0n;
    return countedRanges(child).map((range) => ({ child, range }));
  });
  const results = await reader.ask(
    questions.map(({ range }) => ({ ...rangeBounds(range), limit: 1, countOnly: true })),
  );
  questions.forEach(({ child }, index) => {
    child.count = (child.count ?? 0n) + BigInt(results[index]?.count ?? '0');
  });
};

/** A past revision is not remembered, but later pages of what is remembered are. */
const remember = (
  { cache }: LevelSources,
  request: ChildrenRequest,
  reader: PinnedReader,
  children: readonly Child[],
  isEnd: boolean,
): void => {
  const { place, prefix } = request;
  const [first] = children;
  const isStart = place.kind === 'from' && compareBytes(place.position, prefix) <= 0;
  const position = place.kind === 'from' ? place.position : first?.name;
  const revision = BigInt(reader.revision());
  const newest = [...cache.level(request).segments.values()].reduce(
    (greatest, segment) => (segment.revision > greatest ? segment.revision : greatest),
    0n,
  );
  const isNewest = request.revision === undefined || revision === newest;
  if (position === undefined || !isNewest || (children.length === 0 && !isStart)) {
    return;
  }
  const readAt = reader.readAt();
  cache.store(request, position, { children, isEnd, revision, readAt });
};
