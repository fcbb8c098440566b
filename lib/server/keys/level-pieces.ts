import 'server-only';
import { compareBytes } from '@/lib/domain/bytes';
import { type KeyRange, prefixEnd, prefixRange } from '@/lib/domain/keys/key-range';
import { intersectRanges } from '@/lib/domain/keys/key-range-set';
import {
  type KeyWindow,
  unknownWindows,
  windowOf,
  windowsBefore,
  windowsToEnd,
} from '@/lib/domain/keys/key-windows';
import type { LevelPart } from '@/lib/domain/keys/level-parts';
import { type Child, extentOf, type Level, newChild } from './level-child';
import type { Piece } from './level-reader';

/** The row of a part that is not read as it is. */
const childOfPart = (part: Exclude<LevelPart, { kind: 'open' }>): Child =>
  part.kind === 'partial'
    ? { ...newChild(part.folder), access: 'partial', ranges: part.ranges }
    : {
        ...newChild({ kind: 'folder', name: part.range.start }),
        access: 'locked',
        ranges: [part.range],
      };

const endsAfter = ({ end }: KeyRange, position: Uint8Array): boolean =>
  end === undefined || compareBytes(end, position) > 0;

/**
 * A folder from a position on, of which nothing is known but whether it is small, and perhaps the
 * name of a child that was `seen`, mostly the first.
 */
export const unknownPieces = (
  parts: readonly LevelPart[],
  level: Level,
  position: Uint8Array,
  isSmall: boolean,
  seen?: Uint8Array,
): Piece[] =>
  parts.flatMap((part): Piece[] => {
    if (part.kind !== 'open') {
      const child = childOfPart(part);
      return endsAfter(extentOf(child), position) ? [{ found: [child] }] : [];
    }
    const isAtStart = compareBytes(position, part.window.start) <= 0;
    return unread(
      part.window,
      isSmall && isAtStart ? [part.window] : unknownWindows(part.window, position, level, seen),
    );
  });

/** A folder up to a position, or to its end, to be read from that end. */
export const piecesBefore = (
  parts: readonly LevelPart[],
  { delimiter }: Level,
  position: Uint8Array | undefined,
): Piece[] =>
  parts.flatMap((part): Piece[] => {
    if (part.kind !== 'open') {
      const child = childOfPart(part);
      const isBefore = position === undefined || compareBytes(child.name, position) < 0;
      return isBefore ? [{ found: [child] }] : [];
    }
    const { window } = part;
    const before =
      position === undefined ? windowsToEnd(window, delimiter) : windowsBefore(window, position);
    return unread(window, before);
  });

const unread = (outer: KeyWindow, windows: readonly KeyWindow[]): Piece[] =>
  windows.map((window) => ({
    window,
    reach: window.depth > outer.depth + 1 ? 'near' : 'far',
    isOutermost: true,
  }));

/** Leaf keys that are read again in one window. */
const keysPerWindow = 500;

/**
 * A stretch of a folder that was read before: its folders as `known` has them (undefined where a
 * folder is gone), and between them the windows that hold its keys and whatever is new.
 */
export const knownPieces = (
  parts: readonly LevelPart[],
  level: Level,
  range: KeyRange,
  before: readonly Child[],
  known: ReadonlyMap<Child, Child | undefined>,
): Piece[] =>
  parts.flatMap((part): Piece[] => {
    if (part.kind !== 'open') {
      const child = childOfPart(part);
      if (intersectRanges(extentOf(child), range) === undefined) {
        return [];
      }
      const seen = before.find(({ name }) => compareBytes(name, child.name) === 0);
      return [{ found: [(seen && known.get(seen)) ?? child] }];
    }
    const open = intersectRanges(part.window, range);
    return open === undefined ? [] : gapsAndFolders(level, open, before, known);
  });

const gapsAndFolders = (
  { prefix }: Level,
  open: KeyRange,
  before: readonly Child[],
  known: ReadonlyMap<Child, Child | undefined>,
): Piece[] => {
  const pieces: Piece[] = [];
  let start: Uint8Array | undefined = open.start;
  let expected = 0;
  const readUpTo = (end: Uint8Array | undefined): void => {
    const gap = start === undefined ? undefined : intersectRanges({ start, end }, open);
    if (gap !== undefined) {
      pieces.push({ window: windowOf(prefix, gap), reach: 'inside', expected });
    }
    expected = 0;
  };
  for (const child of before) {
    if (child.access !== 'whole' || intersectRanges(extentOf(child), open) === undefined) {
      continue;
    }
    if (child.kind === 'folder') {
      readUpTo(child.name);
      const now = known.get(child);
      pieces.push({ found: now === undefined ? [] : [now] });
      start = prefixEnd(child.name);
    } else if (expected >= keysPerWindow) {
      readUpTo(child.name);
      start = child.name;
      expected = 1;
    } else {
      expected += 1;
    }
  }
  readUpTo(open.end);
  return pieces;
};

/** All ranges of a folder that may be read, for its total. */
export const readableRanges = (parts: readonly LevelPart[]): KeyRange[] =>
  parts.flatMap((part) => {
    if (part.kind === 'open') {
      return [part.window];
    }
    return part.kind === 'partial' ? part.ranges : [];
  });

/** What to count of a folder that is a child. */
export const countedRanges = (child: Child): readonly KeyRange[] =>
  child.access === 'whole' ? [prefixRange(child.name)] : child.ranges;
