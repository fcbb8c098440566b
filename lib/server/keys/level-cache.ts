import 'server-only';
import { compareBytes, toBase64Url } from '@/lib/domain/bytes';
import { foldersAbove } from '@/lib/domain/keys/folder-child';
import { sharedInstance } from '../shared-instance';
import type { Child, Level } from './level-child';

/** A stretch of a folder that was read: its children from a position on, without a hole. */
export type Segment = {
  children: readonly Child[];
  /** Nothing of the folder comes after it; else its last child is already the next page's. */
  isEnd: boolean;
  revision: bigint;
  readAt: string;
};

/** How many keys a folder had at a revision. */
export type Total = { count: bigint; revision: bigint; countedAt: string };

/** What is remembered of a folder that was opened. */
export type KnownLevel = {
  /** By the position the segment begins at, base64url. */
  segments: Map<string, Segment>;
  /** The newest revision first. */
  totals: Total[];
  /** Counts under way, by revision. */
  counting: Map<string, Promise<Total>>;
  /** Where the last page began. */
  lastPage: Uint8Array | undefined;
  bytes: number;
};

/** What is remembered of the folders of one cluster: bounded, the least recently used goes first. */
export type LevelCache = {
  /** The folder's place in the cache, new where it had none. */
  level: (level: Level) => KnownLevel;
  store: (level: Level, position: Uint8Array, segment: Segment) => void;
  storeTotal: (level: Level, total: Total) => void;
  /** What the folder above knows of a folder's count. */
  countSeenAbove: (level: Level) => { count: bigint; countedAt: string } | undefined;
  /** A key that the folder above saw in a folder, mostly its first. */
  keySeenAbove: (level: Level) => Uint8Array | undefined;
};

const bounds = { levels: 500, bytes: 16 * 1024 * 1024, segments: 12, totals: 6 };

/** What a child takes in memory beside the bytes of its names. */
const bytesOfObjects = 400;

const caches = (): WeakMap<object, Map<string, LevelCache>> =>
  sharedInstance('level-caches', () => new WeakMap());

/**
 * What is remembered of the folders of a connection, as one set of permissions sees them: `view`
 * names it.
 */
export const levelCacheOf = (connection: object, view: string): LevelCache => {
  const ofConnection = caches().get(connection) ?? new Map<string, LevelCache>();
  caches().set(connection, ofConnection);
  const cache = ofConnection.get(view) ?? createLevelCache();
  // Permissions change rarely; what an earlier set saw is not kept.
  ofConnection.clear();
  ofConnection.set(view, cache);
  return cache;
};

const nameOf = ({ prefix, delimiter }: Level): string =>
  `${toBase64Url(prefix)}/${toBase64Url(delimiter)}`;

const newLevel = (): KnownLevel => ({
  segments: new Map(),
  totals: [],
  counting: new Map(),
  lastPage: undefined,
  bytes: 0,
});

/** Copies what a child refers to, so that it does not hold the message it came in. */
const compacted = (child: Child): Child => {
  const name = Uint8Array.from(child.name);
  return {
    ...child,
    name,
    sample: child.sample && Uint8Array.from(child.sample),
    stored: child.stored && { ...child.stored, key: name, value: new Uint8Array() },
  };
};

const sizeOf = ({ children }: Segment): number =>
  children.reduce(
    (sum, { name, sample }) => sum + name.length + (sample?.length ?? 0) + bytesOfObjects,
    0,
  );

const createLevelCache = (): LevelCache => {
  const levels = new Map<string, KnownLevel>();
  let bytes = 0;
  const level: LevelCache['level'] = (wanted) => {
    const name = nameOf(wanted);
    const known = levels.get(name) ?? newLevel();
    levels.delete(name);
    levels.set(name, known);
    return known;
  };
  const evict = (): void => {
    for (const [name, { bytes: freed }] of levels) {
      if (levels.size <= bounds.levels && bytes <= bounds.bytes) {
        return;
      }
      levels.delete(name);
      bytes -= freed;
    }
  };
  const seenAbove = ({ prefix, delimiter }: Level) => {
    const parent = foldersAbove(prefix, delimiter).at(-1) ?? new Uint8Array();
    const above = levels.get(nameOf({ prefix: parent, delimiter }));
    for (const { children, readAt } of above?.segments.values() ?? []) {
      const child = children.find(({ name }) => compareBytes(name, prefix) === 0);
      if (child !== undefined) {
        return { child, readAt };
      }
    }
    return undefined;
  };
  return {
    level,
    store: (wanted, position, segment) => {
      const known = level(wanted);
      const start = toBase64Url(position);
      known.segments.delete(start);
      known.segments.set(start, { ...segment, children: segment.children.map(compacted) });
      const [oldest] = known.segments.keys();
      if (oldest !== undefined && known.segments.size > bounds.segments) {
        known.segments.delete(oldest);
      }
      bytes -= known.bytes;
      known.bytes = [...known.segments.values()].reduce((sum, part) => sum + sizeOf(part), 0);
      bytes += known.bytes;
      evict();
    },
    storeTotal: (wanted, total) => {
      const known = level(wanted);
      const others = known.totals.filter(({ revision }) => revision !== total.revision);
      known.totals = [total, ...others]
        .toSorted((left, right) => (left.revision < right.revision ? 1 : -1))
        .slice(0, bounds.totals);
      evict();
    },
    countSeenAbove: (wanted) => {
      const seen = seenAbove(wanted);
      return seen?.child.count === undefined
        ? undefined
        : { count: seen.child.count, countedAt: seen.child.countedAt ?? seen.readAt };
    },
    keySeenAbove: (wanted) => seenAbove(wanted)?.child.sample,
  };
};
