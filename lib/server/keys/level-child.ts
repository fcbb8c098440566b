import 'server-only';
import { compareBytes } from '@/lib/domain/bytes';
import { childOf, type FolderChild } from '@/lib/domain/keys/folder-child';
import { type KeyRange, prefixRange } from '@/lib/domain/keys/key-range';
import type { StoredKey } from '../etcd/key-source';

/** A folder as its own keys see it. */
export type Level = { prefix: Uint8Array; delimiter: Uint8Array };

/** A child of a folder. Its name is where it begins among its siblings. */
export type Child = FolderChild & {
  /** Keys in a folder; undefined where not counted, and for a key. */
  count: bigint | undefined;
  /** When the count was exact, RFC 3339; undefined where it is of the revision of the page. */
  countedAt: string | undefined;
  /** Metadata of a key. */
  stored: StoredKey | undefined;
  /** A key that was seen in a folder. */
  sample: Uint8Array | undefined;
  /** `whole` may be read; of a `partial` folder only `ranges`; `locked` is all of `ranges`. */
  access: 'whole' | 'partial' | 'locked';
  /** What to count of a partial folder, or what a locked row stands for. */
  ranges: readonly KeyRange[];
};

/** A child of which only the name is known. */
export const newChild = (child: FolderChild): Child => ({
  ...child,
  count: undefined,
  countedAt: undefined,
  stored: undefined,
  sample: undefined,
  access: 'whole',
  ranges: [],
});

/** The part of its folder's range that belongs to a child. */
export const extentOf = ({ kind, name, access, ranges }: Child): KeyRange => {
  const [locked] = ranges;
  if (access === 'locked' && locked !== undefined) {
    return locked;
  }
  const end = new Uint8Array(name.length + 1);
  end.set(name);
  return kind === 'key' ? { start: name, end } : prefixRange(name);
};

/** The children that keys in byte order belong to, counting only these keys. */
export const childrenOfKeys = (keys: readonly StoredKey[], level: Level): Child[] => {
  const children: Child[] = [];
  for (const stored of keys) {
    const child = childOf(stored.key, level.prefix, level.delimiter);
    const last = children.at(-1);
    if (child.kind === 'key') {
      children.push({ ...newChild(child), stored });
    } else if (last?.kind === 'folder' && compareBytes(last.name, child.name) === 0) {
      last.count = (last.count ?? 0n) + 1n;
    } else {
      children.push({ ...newChild(child), count: 1n, sample: stored.key });
    }
  }
  return children;
};

/** Keys that children stand for; undefined where one of them is not counted. */
export const keysIn = (children: readonly Child[]): bigint | undefined => {
  let sum = 0n;
  for (const { kind, count, access } of children) {
    if (kind === 'folder' && count === undefined && access !== 'locked') {
      return undefined;
    }
    sum += kind === 'key' ? 1n : (count ?? 0n);
  }
  return sum;
};
