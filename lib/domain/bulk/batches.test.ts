import { expect, it } from 'vitest';
import { inBatches } from './batches';

const batchesOf = async (sizes: number[], limits: { items: number; bytes: number }) => {
  const batches: number[][] = [];
  for await (const batch of inBatches(
    sizes,
    (size) => size,
    () => limits,
  )) {
    batches.push(batch);
  }
  return batches;
};

it.each([
  ['nothing', [], []],
  ['few', [1, 1], [[1, 1]]],
  ['too many', [1, 1, 1, 1], [[1, 1, 1], [1]]],
  ['too large together', [6, 6, 4], [[6], [6, 4]]],
  ['one too large alone', [1, 99, 1], [[1], [99], [1]]],
])('gathers %s', async (_name, sizes, expected) => {
  expect(await batchesOf(sizes, { items: 3, bytes: 10 })).toEqual(expected);
});

it('follows limits that become smaller on the way', async () => {
  let items = 3;
  const sizes: number[] = [];
  for await (const batch of inBatches(
    new Array(8).fill(0),
    () => 1,
    () => ({ items, bytes: 99 }),
  )) {
    sizes.push(batch.length);
    items = 2;
  }
  // The batch that was being gathered when the limit fell ends with the next item.
  expect(sizes).toEqual([3, 2, 2, 1]);
});
