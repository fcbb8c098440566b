import 'server-only';
import { setTimeout } from 'node:timers/promises';
import { type KeyRange, rangeBounds } from '@/lib/domain/keys/key-range';
import type { Total } from './level-cache';
import { type Child, keysIn, type Level } from './level-child';
import { readableRanges } from './level-pieces';
import { type PinnedReader, pinnedReader } from './pinned-reader';
import type { LevelSources } from './read-children';

/** How many keys a folder has, and how well that is known. */
export type TotalCount = { count: bigint; kind: 'exact' | 'old' | 'at-least' };

/** A count of so many keys is a few milliseconds of one member. */
const fewKeys = 20_000n;

/** How long a page waits for the count of a folder that was never counted. */
const patienceMilliseconds = 20;

/** What a page of the folder has told so far. */
export type SeenOfLevel = {
  reader: PinnedReader;
  children: readonly Child[];
  /** The children are all there are. */
  isAll: boolean;
  /** Keys in a part of the folder, and the ranges that make up the rest of it. */
  counted: { keys: bigint; rest: readonly KeyRange[] } | undefined;
};

/**
 * The number of keys in a folder of which a page was read. A page of all children tells it; a small
 * folder is counted at the page's revision; a large one keeps its old count. One that was never
 * counted is counted once, and the page does not wait long for it.
 */
export const countTotal = async (
  sources: LevelSources,
  request: Level & { revision?: string; recount?: boolean },
  seen: SeenOfLevel,
): Promise<TotalCount> => {
  const { cache } = sources;
  const { reader, children, isAll, counted } = seen;
  const sum = keysIn(children);
  const isOld = children.some(({ countedAt }) => countedAt !== undefined);
  const revision = BigInt(reader.revision());
  if (isAll && sum !== undefined) {
    if (!isOld) {
      cache.storeTotal(request, { count: sum, revision, countedAt: reader.readAt() });
    }
    return { count: sum, kind: isOld ? 'old' : 'exact' };
  }
  if (counted !== undefined && counted.rest.length === 0) {
    cache.storeTotal(request, { count: counted.keys, revision, countedAt: reader.readAt() });
    return { count: counted.keys, kind: 'exact' };
  }
  const { totals } = cache.level(request);
  const atRevision = totals.find((total) => total.revision === revision);
  if (atRevision !== undefined) {
    return { count: atRevision.count, kind: 'exact' };
  }
  const older = totals.find((total) => total.revision < revision);
  // What the folder above tells is the newest, which says nothing of a past revision.
  const above = request.revision === undefined ? cache.countSeenAbove(request) : undefined;
  const known = older?.count ?? above?.count;
  const isCheap = known !== undefined && known <= fewKeys;
  if (known !== undefined && !isCheap && request.recount !== true) {
    return { count: known, kind: 'old' };
  }
  const open = counted ?? { keys: 0n, rest: readableRanges(sources.parts) };
  const counting = countOnce(sources, request, { ...open, revision: reader.revision(), isCheap });
  const isAwaited = isCheap || request.recount === true;
  const total = isAwaited ? await counting : await patiently(counting);
  return total === undefined
    ? { count: greater(sum ?? 0n, open.keys), kind: 'at-least' }
    : { count: total.count, kind: 'exact' };
};

const greater = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** Counts a folder at a revision; whoever asks meanwhile gets the same answer. */
const countOnce = (
  { keys, heavyKeys, cache }: LevelSources,
  level: Level,
  task: { keys: bigint; rest: readonly KeyRange[]; revision: string; isCheap: boolean },
): Promise<Total> => {
  const { revision } = task;
  const { counting } = cache.level(level);
  const running = counting.get(revision);
  if (running !== undefined) {
    return running;
  }
  const count = async (): Promise<Total> => {
    // Not bound to one request: the next page wants the count as well.
    const reader = pinnedReader(task.isCheap ? keys : heavyKeys, { revision });
    const results = await reader.ask(
      task.rest.map((range) => ({ ...rangeBounds(range), limit: 1, countOnly: true })),
    );
    const total = {
      count: results.reduce((sum, result) => sum + BigInt(result.count), task.keys),
      revision: BigInt(revision),
      countedAt: reader.readAt(),
    };
    cache.storeTotal(level, total);
    return total;
  };
  const promise = count().finally(() => counting.delete(revision));
  counting.set(revision, promise);
  return promise;
};

const patiently = async (counting: Promise<Total>): Promise<Total | undefined> => {
  const patience = new AbortController();
  const tooLate = setTimeout(patienceMilliseconds, undefined, { signal: patience.signal });
  try {
    // A count that fails or comes too late only leaves the total unknown.
    return await Promise.race([counting, tooLate].map((wait) => wait.catch(() => undefined)));
  } finally {
    patience.abort();
  }
};
