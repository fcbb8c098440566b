import { compareBytes, concatBytes, startsWithBytes } from '../bytes';
import type { FolderChild } from './folder-child';
import { type KeyRange, prefixEnd } from './key-range';

/**
 * A piece of a folder that is read on its own, because a Range costs what its bounds span, not
 * what its limit says. All its keys share their first `depth` bytes and no child of the folder
 * reaches over its edges.
 */
export type KeyWindow = KeyRange & { depth: number };

/** Deeper windows than this are read as one: names are short, and windows copy their bytes. */
const deepestSplit = 120;

const mostPieces = 128;

const from0x20to0x7f = Array.from({ length: 0x60 }, (_, index) => 0x20 + index);
const from0x80 = Array.from({ length: 8 }, (_, index) => 0x80 + 0x10 * index);
const everyByte = Array.from({ length: 256 }, (_, index) => index);
const bytePieceStarts = [0x00, 0x10, ...from0x20to0x7f, ...from0x80];

/** Where to cut the values [from, to) of one byte, into at most so many pieces. */
const pieceStarts = (from: number, to: number, pieces: number): number[] => {
  if (from >= to) {
    return [];
  }
  const isNarrow = to - from <= 32;
  const cuts = isNarrow ? everyByte : bytePieceStarts;
  const starts = [from, ...cuts.filter((start) => start > from && start < to)];
  const step = Math.max(1, Math.ceil(starts.length / pieces));
  return starts.filter((_, index) => index % step === 0);
};

/** The bytes of `shared` followed by one more; 256 means: after everything that begins so. */
const withByte = (shared: Uint8Array, byte: number): Uint8Array | undefined =>
  byte > 0xff ? prefixEnd(shared) : concatBytes(shared, Uint8Array.of(byte));

/** The window [shared + from, shared + to). */
const window = (shared: Uint8Array, from: number, to: number): KeyWindow => {
  const isOneByte = to === from + 1;
  return {
    start: concatBytes(shared, Uint8Array.of(from)),
    end: withByte(shared, to),
    depth: shared.length + (isOneByte ? 1 : 0),
  };
};

/** The first byte value at the window's depth that lies outside of it; 256 where all lie inside. */
const upperByte = ({ end, depth }: KeyWindow, shared: Uint8Array): number =>
  end?.length === depth + 1 && startsWithBytes(end, shared) ? (end[depth] ?? 256) : 256;

const splitOwnDepth = (outer: KeyWindow, name: Uint8Array, pieces: number): KeyWindow[] => {
  const shared = name.subarray(0, outer.depth);
  const to = upperByte(outer, shared);
  const starts = pieceStarts((name[outer.depth] ?? -1) + 1, to, pieces);
  return starts.map((start, index) => window(shared, start, starts[index + 1] ?? to));
};

/** One window for each byte of a name: what has the bytes before it and then a greater one. */
const siblings = (name: Uint8Array, from: number, to: number): KeyWindow[] => {
  const found: KeyWindow[] = [];
  for (let depth = from - 1; depth > to; depth -= 1) {
    const next = (name[depth] ?? 0xff) + 1;
    if (next <= 0xff) {
      found.push({ ...window(name.subarray(0, depth), next, 256), depth });
    }
  }
  return found;
};

const isNotEmpty = ({ start, end }: KeyWindow): boolean =>
  end === undefined || compareBytes(start, end) < 0;

/**
 * What is left of a window after one of its children, cut by the bytes of that child's name: along
 * its name one window per byte, and so many `pieces` at the window's own depth. In key order;
 * together they are exactly the rest, so their counts subtract to the child's.
 */
export const windowsAfter = (outer: KeyWindow, child: FolderChild, pieces: number): KeyWindow[] => {
  const isKey = child.kind === 'key';
  const { name } = child;
  if (child.kind === 'folder' && name.length <= outer.depth) {
    return [];
  }
  const start = isKey ? concatBytes(name, Uint8Array.of(0)) : prefixEnd(name);
  const cut = Math.min(name.length, outer.depth + deepestSplit);
  const inner: KeyWindow[] = [];
  const mayHoldMore = isKey || cut < name.length;
  if (start !== undefined && mayHoldMore && cut > outer.depth) {
    inner.push({ start, end: prefixEnd(name.subarray(0, cut)), depth: cut });
  }
  const windows = [
    ...inner,
    ...siblings(name, cut, outer.depth),
    ...splitOwnDepth(outer, name, pieces),
  ];
  return windows.filter(isNotEmpty);
};

/** The windows of a folder from a position on, which is the name of one of its children. */
export const windowsFrom = (prefix: Uint8Array, position: Uint8Array): KeyWindow[] => {
  const outer = { start: prefix, end: prefixEnd(prefix), depth: prefix.length };
  if (position.length <= prefix.length) {
    return [outer];
  }
  const cut = Math.min(position.length, prefix.length + deepestSplit);
  const nearest = {
    start: position,
    end: prefixEnd(position.subarray(0, cut)),
    depth: cut,
  };
  return [
    nearest,
    ...siblings(position, cut, prefix.length),
    ...splitOwnDepth(outer, position, mostPieces),
  ];
};
