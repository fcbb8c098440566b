import { compareBytes, concatBytes } from '../bytes';
import { type KeyRange, prefixRange } from '../keys/key-range';

const nul = new Uint8Array(1);

/** The range of one key. */
const keyRange = (key: Uint8Array): KeyRange => ({ start: key, end: concatBytes(key, nul) });

/** Whether a range holds exactly one possible key: its start. */
export const isOneKey = ({ start, end }: KeyRange): boolean =>
  end !== undefined &&
  end.length === start.length + 1 &&
  compareBytes(end, concatBytes(start, nul)) === 0;

const endsBefore = (end: Uint8Array | undefined, start: Uint8Array): boolean =>
  end !== undefined && compareBytes(end, start) <= 0;

const isWithin = (inner: KeyRange, outer: KeyRange): boolean =>
  outer.end === undefined || (inner.end !== undefined && compareBytes(inner.end, outer.end) <= 0);

/**
 * What a selection of keys and folders covers, as disjoint ranges in key order: a key within a
 * selected folder, or a folder within another, counts once.
 */
export const selectionRanges = (
  keys: readonly Uint8Array[],
  folders: readonly Uint8Array[],
): KeyRange[] => {
  const sorted = [...folders.map(prefixRange), ...keys.map(keyRange)].sort(
    (left, right) => compareBytes(left.start, right.start) || (isWithin(left, right) ? 1 : -1),
  );
  const ranges: KeyRange[] = [];
  for (const range of sorted) {
    const last = ranges.at(-1);
    // Prefixes and single keys either hold one another or have nothing in common.
    if (last === undefined || endsBefore(last.end, range.start)) {
      ranges.push(range);
    }
  }
  return ranges;
};

/** The part of the ranges at and after a key. */
export const rangesFrom = (ranges: readonly KeyRange[], from: Uint8Array): KeyRange[] =>
  ranges
    .filter(({ end }) => !endsBefore(end, from))
    .map((range) =>
      compareBytes(range.start, from) < 0 ? { start: from, end: range.end } : range,
    );
