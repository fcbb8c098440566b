import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes, toBase64Url, utf8Bytes } from '../bytes';
import { type JoinSide, joinSorted } from './join-sorted';

type Item = { key: Uint8Array };

const itemsOf = (names: string): Item[] => [...names].map((name) => ({ key: utf8Bytes(name) }));
const nameOf = (item: Item | undefined): string =>
  item === undefined ? '-' : new TextDecoder().decode(item.key);

describe('joinSorted', () => {
  it.each<[string, [string, boolean], [string, boolean], string, string, string]>([
    ['pairs what is equal', ['abc', true], ['abc', true], 'aa bb cc', '', ''],
    ['tells what one side lacks', ['ac', true], ['bc', true], 'a- -b cc', '', ''],
    ['waits for a side that may go on', ['ac', false], ['bd', true], 'a- -b c-', '', 'd'],
    ['waits for both', ['ab', false], ['a', false], 'aa', 'b', ''],
    ['drains one side at the end of the other', ['abc', true], ['', true], 'a- b- c-', '', ''],
    ['has nothing of nothing', ['', true], ['', true], '', '', ''],
    ['waits at the begin', ['', false], ['a', true], '', '', 'a'],
  ])('%s', (_name, [left, leftIsLast], [right, rightIsLast], pairs, leftRest, rightRest) => {
    const joined = joinSorted(
      { items: itemsOf(left), isLast: leftIsLast },
      { items: itemsOf(right), isLast: rightIsLast },
    );
    expect(joined.pairs.map((pair) => nameOf(pair.left) + nameOf(pair.right)).join(' ')).toBe(
      pairs,
    );
    expect(joined.left.items.map(nameOf).join('')).toBe(leftRest);
    expect(joined.right.items.map(nameOf).join('')).toBe(rightRest);
  });

  it('gives each key once, with the sides that have it, however the sides are cut', () => {
    const keys = fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 3 }), {
      selector: toBase64Url,
      maxLength: 30,
    });
    fc.assert(
      fc.property(keys, keys, fc.integer({ min: 1, max: 7 }), (leftKeys, rightKeys, size) => {
        const found = joinByPages(leftKeys, rightKeys, size);
        const expected = [...leftKeys, ...rightKeys].toSorted(compareBytes).map(toBase64Url);
        expect(found.map(([name]) => name)).toEqual([...new Set(expected)]);
        for (const [name, hasLeft, hasRight] of found) {
          expect(hasLeft).toBe(leftKeys.map(toBase64Url).includes(name));
          expect(hasRight).toBe(rightKeys.map(toBase64Url).includes(name));
        }
      }),
    );
  });
});

const joinByPages = (
  leftKeys: Uint8Array[],
  rightKeys: Uint8Array[],
  size: number,
): [string, boolean, boolean][] => {
  const rest = [leftKeys, rightKeys].map((keys) => keys.toSorted(compareBytes));
  const refill = (side: JoinSide<Item>, index: number): JoinSide<Item> => {
    if (side.items.length > 0 || side.isLast) {
      return side;
    }
    const items = (rest[index]?.splice(0, size) ?? []).map((key) => ({ key }));
    return { items, isLast: rest[index]?.length === 0 };
  };
  const found: [string, boolean, boolean][] = [];
  let left: JoinSide<Item> = { items: [], isLast: false };
  let right: JoinSide<Item> = { items: [], isLast: false };
  while (!(left.isLast && right.isLast && left.items.length + right.items.length === 0)) {
    const joined = joinSorted(refill(left, 0), refill(right, 1));
    ({ left, right } = joined);
    for (const pair of joined.pairs) {
      const key = pair.left?.key ?? pair.right?.key ?? new Uint8Array();
      found.push([toBase64Url(key), pair.left !== undefined, pair.right !== undefined]);
    }
  }
  return found;
};
