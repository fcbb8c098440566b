import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes, readableBytes, startsWithBytes, utf8Bytes } from '../bytes';
import type { KeyRange } from '../keys/key-range';
import { isOneKey, rangesFrom, selectionRanges } from './selection-ranges';

const shown = ({ start, end }: KeyRange): string =>
  `${readableBytes(start)}..${end === undefined ? '' : readableBytes(end)}`;

const holds = ({ start, end }: KeyRange, key: Uint8Array): boolean =>
  compareBytes(start, key) <= 0 && (end === undefined || compareBytes(key, end) < 0);

describe('the ranges of a selection', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing', [], [], []],
    ['one key', ['a'], [], ['a..a\\x00']],
    ['a key that is a folder too', ['a/'], ['a/'], ['a/..a0']],
    ['keys within a folder', ['a/b', 'a/c', 'b'], ['a/'], ['a/..a0', 'b..b\\x00']],
    ['folders within folders', [], ['a/b/', 'a/'], ['a/..a0']],
    ['the same twice', ['a', 'a'], ['b/', 'b/'], ['a..a\\x00', 'b/..b0']],
    ['everything', ['a'], ['', 'b/'], ['..']],
  ])('of %s', (_name, keys, folders, expected) => {
    const ranges = selectionRanges(keys.map(utf8Bytes), folders.map(utf8Bytes));
    expect(ranges.map(shown)).toEqual(expected);
  });

  it('hold exactly what was selected, once each and in order', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 4, max: 255 });
    const few = fc.array(bytes, { maxLength: 8 });
    fc.assert(
      fc.property(few, few, few, (keys, folders, others) => {
        const ranges = selectionRanges(keys, folders);
        for (const key of [...keys, ...folders, ...others]) {
          const isSelected =
            keys.some((other) => compareBytes(other, key) === 0) ||
            folders.some((folder) => startsWithBytes(key, folder));
          expect(ranges.filter((range) => holds(range, key))).toHaveLength(isSelected ? 1 : 0);
        }
        const starts = ranges.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort(compareBytes));
      }),
    );
  });

  it('go on within a range', () => {
    const ranges = selectionRanges([utf8Bytes('a'), utf8Bytes('x')], [utf8Bytes('b/')]);
    expect(rangesFrom(ranges, utf8Bytes('b/c')).map(shown)).toEqual(['b/c..b0', 'x..x\\x00']);
    expect(ranges.map(isOneKey)).toEqual([true, false, true]);
  });
});
