import 'server-only';
import { compareBytes, concatBytes } from '@/lib/domain/bytes';
import type { KeyRange } from '@/lib/domain/keys/key-range';

/** A part of a scan that is not read yet: how many keys it has, and the first of them. */
export type ScanWindow = KeyRange & { count: number; first: Uint8Array };

/** Keys of one split share at most so many bytes more; a longer name takes another split. */
const deepestSplit = 120;

const codes = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

/** Bytes at which names usually differ, for many and for few pieces. */
const fineCuts = [
  0x10,
  ...codes(' -./0123456789:AIQ_abcdefghijklmnopqrstuvwxyz{'),
  ...[0x80, 0x90, 0xa0, 0xb0, 0xc0, 0xd0, 0xe0, 0xf0],
];
const coarseCuts = [...codes(' -02468:Aafkpu{'), 0x80, 0xa0, 0xc0, 0xe0];
const everyByte = Array.from({ length: 256 }, (_, index) => index);

/** Byte values in [from, to] at which to cut; the first is `from`. */
const cutBytes = (from: number, to: number, pieces: number): number[] => {
  if (from > to) {
    return [];
  }
  const usual = pieces > coarseCuts.length ? fineCuts : coarseCuts;
  const isNarrow = to - from < 32;
  const inside = [
    from,
    ...(isNarrow ? everyByte : usual).filter((byte) => byte > from && byte <= to),
  ];
  const step = Math.max(1, Math.ceil(inside.length / Math.max(1, pieces)));
  return inside.filter((_, index) => index % step === 0);
};

const sharedLength = (left: Uint8Array, right: Uint8Array): number => {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (left[index] !== right[index]) {
      return index;
    }
  }
  return length;
};

/**
 * Points at which to cut a window around its first key: at every depth of that name, at bytes
 * greater than its own. So one reading of the pieces tells at which depths the names branch, and
 * how many keys each branch has. About `most` of them, all after `first` and before `end`.
 */
export const cutsAround = (
  first: Uint8Array,
  end: Uint8Array | undefined,
  most: number,
): Uint8Array[] => {
  const shallowest = end === undefined ? 0 : sharedLength(first, end);
  const deepest = Math.min(first.length, shallowest + deepestSplit);
  const depths = deepest - shallowest + 1;
  const cuts: Uint8Array[] = [];
  for (let depth = deepest; depth >= shallowest; depth -= 1) {
    const shared = first.subarray(0, depth);
    const to = depth === shallowest ? (end?.[depth] ?? 0xff) : 0xff;
    // The deeper, the fewer keys share so much of the name.
    const pieces = Math.floor((2 * most * (deepest - depth + 1)) / (depths * (depths + 1)));
    for (const byte of cutBytes((first[depth] ?? -1) + 1, to, pieces)) {
      cuts.push(concatBytes(shared, Uint8Array.of(byte)));
    }
  }
  return end === undefined ? cuts : cuts.filter((cut) => compareBytes(cut, end) < 0);
};

/** A range in pieces, cut at points inside of it in any order; together exactly the range. */
export const cutRange = ({ start, end }: KeyRange, cuts: readonly Uint8Array[]): KeyRange[] => {
  const ordered = cuts
    .toSorted(compareBytes)
    .filter((cut, index, all) => index === 0 || compareBytes(cut, all[index - 1] ?? cut) !== 0);
  return [start, ...ordered].map((from, index) => ({ start: from, end: ordered[index] ?? end }));
};

/** Joins neighbours as long as they have at most so many keys together; what is between is empty. */
export const joinWindows = (windows: readonly ScanWindow[], most: number): ScanWindow[] => {
  const joined: ScanWindow[] = [];
  for (const window of windows) {
    const last = joined.at(-1);
    if (last !== undefined && last.count + window.count <= most) {
      joined[joined.length - 1] = { ...last, end: window.end, count: last.count + window.count };
    } else {
      joined.push(window);
    }
  }
  return joined;
};
