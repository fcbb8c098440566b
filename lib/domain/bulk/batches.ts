/** How large a batch may grow; one item larger than that goes alone. */
export type BatchLimits = { items: number; bytes: number };

/**
 * Items gathered into batches in their order. The limits are asked for anew for every item, so that
 * they can be lowered while batches are taken.
 */
export async function* inBatches<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  sizeOf: (item: Item) => number,
  limits: () => BatchLimits,
): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  let bytes = 0;
  for await (const item of items) {
    const size = sizeOf(item);
    const { items: most, bytes: largest } = limits();
    if (batch.length > 0 && (batch.length >= most || bytes + size > largest)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) {
    yield batch;
  }
}
