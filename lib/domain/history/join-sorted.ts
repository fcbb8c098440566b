import { compareBytes } from '../bytes';

/** The next items of one side in byte order of their keys; more follow unless they are the last. */
export type JoinSide<Item> = { items: readonly Item[]; isLast: boolean };

/** What both sides have of one key; a side without it is undefined. */
export type JoinedPair<Item> = { left: Item | undefined; right: Item | undefined };

/** The pairs that are certain by now, and what each side has left over for the next time. */
export type Joined<Item> = {
  pairs: JoinedPair<Item>[];
  left: JoinSide<Item>;
  right: JoinSide<Item>;
};

/**
 * Joins two sorted sides as far as their items reach: where one has run out and is not at its end,
 * the rest of the other waits, because the key may still come.
 */
export const joinSorted = <Item extends { key: Uint8Array }>(
  left: JoinSide<Item>,
  right: JoinSide<Item>,
): Joined<Item> => {
  const pairs: JoinedPair<Item>[] = [];
  let leftIndex = 0;
  let rightIndex = 0;
  while (true) {
    const first = left.items[leftIndex];
    const second = right.items[rightIndex];
    const mustWait =
      (first === undefined && !left.isLast) || (second === undefined && !right.isLast);
    if (mustWait || (first === undefined && second === undefined)) {
      return {
        pairs,
        left: { items: left.items.slice(leftIndex), isLast: left.isLast },
        right: { items: right.items.slice(rightIndex), isLast: right.isLast },
      };
    }
    const order = orderOf(first, second);
    pairs.push({ left: order <= 0 ? first : undefined, right: order >= 0 ? second : undefined });
    leftIndex += order <= 0 ? 1 : 0;
    rightIndex += order >= 0 ? 1 : 0;
  }
};

/** A side without an item comes last. */
const orderOf = (
  first: { key: Uint8Array } | undefined,
  second: { key: Uint8Array } | undefined,
): number => {
  if (first === undefined) {
    return 1;
  }
  return second === undefined ? -1 : compareBytes(first.key, second.key);
};
