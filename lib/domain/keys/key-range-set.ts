import { compareBytes } from '../bytes';
import type { KeyRange } from './key-range';

const endsBefore = (end: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  end !== undefined && (other === undefined || compareBytes(end, other) < 0);

const isNotEmpty = ({ start, end }: KeyRange): boolean =>
  end === undefined || compareBytes(start, end) < 0;

/** The part of a range that lies in another; undefined where they share nothing. */
export const intersectRanges = (left: KeyRange, right: KeyRange): KeyRange | undefined => {
  const start = compareBytes(left.start, right.start) < 0 ? right.start : left.start;
  const end = endsBefore(left.end, right.end) ? left.end : right.end;
  return isNotEmpty({ start, end }) ? { start, end } : undefined;
};

/** The same keys as ranges in byte order that neither overlap nor touch. */
export const mergeRanges = (ranges: readonly KeyRange[]): KeyRange[] => {
  const merged: KeyRange[] = [];
  for (const range of ranges.toSorted((left, right) => compareBytes(left.start, right.start))) {
    const last = merged.at(-1);
    if (last === undefined || endsBefore(last.end, range.start)) {
      merged.push({ ...range });
    } else if (endsBefore(last.end, range.end)) {
      last.end = range.end;
    }
  }
  return merged;
};

/** What is left of merged ranges without others, in byte order. */
export const subtractRanges = (
  ranges: readonly KeyRange[],
  holes: readonly KeyRange[],
): KeyRange[] => {
  let left = [...ranges];
  for (const hole of holes) {
    left = left.flatMap((range) => {
      const before = intersectRanges(range, { start: range.start, end: hole.start });
      const after =
        hole.end === undefined
          ? undefined
          : intersectRanges(range, { start: hole.end, end: undefined });
      return [before, after].filter((part) => part !== undefined);
    });
  }
  return left;
};
