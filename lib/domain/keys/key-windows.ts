import { compareBytes, concatBytes, startsWithBytes } from '../bytes';
import { type FolderChild, isChildBoundary } from './folder-child';
import { type KeyRange, prefixEnd } from './key-range';

/**
 * A piece of a folder that is read on its own, because a Range costs what its bounds span, not
 * what its limit says. All its keys share their first `depth` bytes and no child of the folder
 * reaches over its edges.
 */
export type KeyWindow = KeyRange & {
  depth: number;
  /** Better not asked together with what comes before it, which most likely holds enough. */
  isRest?: boolean;
};

/** Deeper windows than this are read as one: names are short, and windows copy their bytes. */
const deepestSplit = 120;

const mostPieces = 128;

/** What does not begin with a digit or letter of the same kind is cut into few pieces. */
const otherPieces = 4;

const everyByte = Array.from({ length: 256 }, (_, index) => index);

/** Names are made of digits, letters and few other characters; the rest needs few windows. */
const bytePieceStarts = [
  0x00,
  ...everyByte.slice(0x2d, 0x3c),
  ...everyByte.slice(0x41, 0x5c),
  ...everyByte.slice(0x5f, 0x7c),
  0x80,
  0xc0,
];

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
const upperByte = ({ end, depth }: KeyWindow, shared: Uint8Array): number => {
  const last = end?.[depth];
  if (end === undefined || last === undefined || !startsWithBytes(end, shared)) {
    return 256;
  }
  return end.length === depth + 1 ? last : last + 1;
};

/** The byte after the last digit or letter of the same kind; names go on with such most often. */
const endOfKind = (byte: number): number => {
  const kinds = [0x30, 0x3a, 0x41, 0x5b, 0x61, 0x7b];
  const end = kinds.findIndex((bound) => byte < bound);
  return end % 2 === 1 ? (kinds[end] ?? byte) : byte;
};

const splitOwnDepth = (outer: KeyWindow, name: Uint8Array, pieces: number): KeyWindow[] => {
  const shared = name.subarray(0, outer.depth);
  const to = upperByte(outer, shared);
  const next = (name[outer.depth] ?? -1) + 1;
  const alike = Math.min(to, endOfKind(next));
  const starts = [
    ...everyByte.slice(next, alike),
    ...pieceStarts(alike, to, Math.min(pieces, otherPieces)),
  ];
  return starts.map((start, index) => window(shared, start, starts[index + 1] ?? to));
};

const splitFinely = (outer: KeyWindow, name: Uint8Array): KeyWindow[] => {
  const shared = name.subarray(0, outer.depth);
  const to = upperByte(outer, shared);
  const starts = pieceStarts((name[outer.depth] ?? -1) + 1, to, mostPieces);
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

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/**
 * The same from a position on, where counters without zeros in front are common names: after `app-0`
 * most keys begin with `app-1`, which is enough for a page, and then there is all the rest.
 */
const siblingsFrom = (name: Uint8Array, from: number, to: number): KeyWindow[] =>
  siblings(name, from, to).flatMap((whole) => {
    const next = whole.start[whole.depth] ?? 0;
    if (!isDigit(next)) {
      return [whole];
    }
    const shared = whole.start.subarray(0, whole.depth);
    const first = { ...window(shared, next, next + 1), depth: whole.depth };
    return [first, { ...window(shared, next + 1, 256), depth: whole.depth, isRest: true }];
  });

/** One NUL is the smallest key there can be; as an end etcd takes it for the end of the store. */
const isFirstKey = (key: Uint8Array): boolean => key.length === 1 && key[0] === 0;

const isNotEmpty = ({ start, end }: KeyWindow): boolean =>
  end === undefined || (compareBytes(start, end) < 0 && !isFirstKey(end));

/** The windows that lie in a range, cut to it. */
const within = (windows: readonly KeyWindow[], { start, end }: KeyRange): KeyWindow[] =>
  windows
    .map((inner) => ({
      ...inner,
      start: compareBytes(inner.start, start) < 0 ? start : inner.start,
      end: earlierEnd(inner.end, end),
    }))
    .filter(isNotEmpty);

/** The earlier of two ends, where undefined lies after every key. */
const earlierEnd = (
  left: Uint8Array | undefined,
  right: Uint8Array | undefined,
): Uint8Array | undefined => {
  if (left === undefined || right === undefined) {
    return left ?? right;
  }
  return compareBytes(left, right) < 0 ? left : right;
};

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
  return within(windows, outer);
};

/** What is left of a window after one of its children, uncut; empty where nothing can be. */
export const windowAfter = (outer: KeyWindow, { kind, name }: FolderChild): KeyWindow[] => {
  const start = kind === 'key' ? concatBytes(name, Uint8Array.of(0)) : prefixEnd(name);
  return start === undefined ? [] : within([{ ...outer, start }], outer);
};

/** The window of all keys in a part of a folder whose edges no child reaches over. */
export const windowOf = (prefix: Uint8Array, range: KeyRange): KeyWindow => {
  const { start, end } = range;
  const longest = Math.min(start.length, end?.length ?? 0);
  let depth = 0;
  while (depth < longest && start[depth] === end?.[depth]) {
    depth += 1;
  }
  return { start, end, depth: Math.max(depth, Math.min(prefix.length, start.length)) };
};

/**
 * A window from a position on, which is the name of one of its children: near the position small
 * windows, one per byte of its name, then ever wider ones. A guess is no name, so its digits tell
 * nothing.
 */
export const windowsFrom = (
  outer: KeyWindow,
  position: Uint8Array,
  isGuess = false,
): KeyWindow[] => {
  if (compareBytes(position, outer.start) <= 0 || position.length <= outer.depth) {
    return [outer];
  }
  const cut = Math.min(position.length, outer.depth + deepestSplit);
  const nearest = {
    start: position,
    end: prefixEnd(position.subarray(0, cut)),
    depth: cut,
  };
  const windows = [
    nearest,
    ...(isGuess ? siblings : siblingsFrom)(position, cut, outer.depth),
    ...splitFinely(outer, position),
  ];
  return within(windows, { start: position, end: outer.end });
};

/** A whole window, cut by the byte at its depth. */
export const windowsOf = (outer: KeyWindow): KeyWindow[] => {
  const shared = outer.start.subarray(0, outer.depth);
  const to = upperByte(outer, shared);
  const starts = pieceStarts(0, to, mostPieces);
  const pieces = starts.map((start, index) => window(shared, start, starts[index + 1] ?? to));
  const first = { start: outer.start, end: pieces[0]?.start ?? outer.end, depth: outer.depth };
  return within([first, ...pieces], outer);
};

/** Names that begin with a digit go on with digits or letters: few pieces, the last ones small. */
const afterDigit = [0x35, 0x3a, 0x61, 0x69, 0x73];

/**
 * A whole window to be read from its end, of which nothing is known: where half of a million names
 * begin with one digit, the last of them lie in a small window.
 */
export const windowsToEnd = (outer: KeyWindow, delimiter: Uint8Array): KeyWindow[] =>
  windowsOf(outer).flatMap((whole) => {
    const byte = whole.start[outer.depth] ?? 0;
    const isCut = isDigit(byte) && byte !== delimiter[0] && whole.start.length === outer.depth + 1;
    return isCut && whole.depth === outer.depth + 1 ? cutAt(whole, afterDigit) : [whole];
  });

/**
 * A window up to a position, which is the name of one of its children: in key order, so that the
 * windows grow ever smaller towards the position.
 */
export const windowsBefore = (outer: KeyWindow, position: Uint8Array): KeyWindow[] => {
  if (compareBytes(position, outer.start) <= 0) {
    return [];
  }
  if (outer.end !== undefined && compareBytes(position, outer.end) >= 0) {
    return windowsOf(outer);
  }
  const cut = Math.min(position.length, outer.depth + deepestSplit);
  const shared = position.subarray(0, outer.depth);
  const windows = windowsOf({
    start: shared,
    end: position.subarray(0, outer.depth + 1),
    depth: outer.depth,
  });
  for (let depth = outer.depth + 1; depth < cut; depth += 1) {
    windows.push({
      start: position.subarray(0, depth),
      end: position.subarray(0, depth + 1),
      depth,
    });
  }
  windows.push({ start: position.subarray(0, cut), end: position, depth: cut });
  return within(windows, { start: outer.start, end: earlierEnd(outer.end, position) });
};

/** Counters padded with zeros are common names; others cost eight empty windows. */
const likelyFirst = new Uint8Array(8).fill(0x30);

/**
 * A window from a position on, of which nothing is known: cut so that the first keys are found in a
 * small window also where a million begin alike. The position is its start or the name of a child.
 */
export const unknownWindows = (
  outer: KeyWindow,
  position: Uint8Array,
  level: { prefix: Uint8Array; delimiter: Uint8Array },
  seen?: Uint8Array,
): KeyWindow[] => {
  const isAtStart = compareBytes(position, outer.start) <= 0;
  const start = isAtStart ? outer.start : position;
  const stem = isAtStart ? start.subarray(0, outer.depth) : start;
  const guess = isAtStart && seen !== undefined ? seen : concatBytes(stem, likelyFirst);
  const isCut = !isChildBoundary(guess, level.prefix, level.delimiter);
  const isInside = compareBytes(start, guess) < 0 && isNotEmpty({ ...outer, start: guess });
  if (isCut || !isInside) {
    return byTwoLetters(
      isAtStart ? windowsOf(outer) : windowsFrom(outer, position),
      outer.depth,
      level.delimiter,
    );
  }
  const first = { start, end: guess, depth: stem.length };
  const others = windowsFrom(outer, guess, seen === undefined);
  return [...within([first], outer), ...byTwoLetters(others, outer.depth, level.delimiter)];
};

const letters = Array.from({ length: 27 }, (_, index) => 0x61 + index);

/**
 * Cuts windows of one small letter by the letter after it: two tell most names apart, and what is
 * told apart at once is walked once. Not where the letter ends a child of its own.
 */
const byTwoLetters = (
  windows: readonly KeyWindow[],
  depth: number,
  delimiter: Uint8Array,
): KeyWindow[] =>
  windows.flatMap((whole) => {
    const byte = whole.start[depth] ?? 0;
    const isLetter = byte >= 0x61 && byte <= 0x7a && byte !== delimiter[0];
    if (!isLetter || whole.start.length !== depth + 1 || whole.depth !== depth + 1) {
      return [whole];
    }
    return cutAt(whole, letters);
  });

/** Cuts a window by the byte after its start, which all its keys begin with. */
const cutAt = (whole: KeyWindow, bytes: readonly number[]): KeyWindow[] => {
  const cuts = bytes.map((byte) => concatBytes(whole.start, Uint8Array.of(byte)));
  return [whole.start, ...cuts].map((start, index) => ({
    start,
    end: cuts[index] ?? whole.end,
    depth: whole.depth,
  }));
};
