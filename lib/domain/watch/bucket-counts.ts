import type { ChangeCounts } from '../api/changes';

/** Length of a bucket. */
export const bucketMilliseconds = 10_000;

/** So many buckets are kept: 15 minutes. */
export const keptBuckets = 90;

type Bucket = ChangeCounts & { index: number };

/** Which bucket a time is in, milliseconds since 1970. */
export const bucketAt = (time: number): number => Math.floor(time / bucketMilliseconds);

/** Nothing counted. */
export const noCounts: ChangeCounts = { puts: 0, deletes: 0, bytes: 0 };

/** Counts one after the other, each added up. */
const sumCounts = (counts: Iterable<ChangeCounts>): ChangeCounts => {
  const sum = { ...noCounts };
  for (const { puts, deletes, bytes } of counts) {
    sum.puts += puts;
    sum.deletes += deletes;
    sum.bytes += bytes;
  }
  return sum;
};

/** What is left of a total without its parts. */
export const restOf = (total: ChangeCounts, parts: Iterable<ChangeCounts>): ChangeCounts => {
  const told = sumCounts(parts);
  return {
    puts: Math.max(0, total.puts - told.puts),
    deletes: Math.max(0, total.deletes - told.deletes),
    bytes: Math.max(0, total.bytes - told.bytes),
  };
};

/** Changes of one thing, counted per 10 s for the last 15 minutes; only busy buckets take room. */
export class BucketCounts {
  #buckets: Bucket[] = [];

  add(index: number, { puts, deletes, bytes }: ChangeCounts): void {
    let last = this.#buckets.at(-1);
    if (last === undefined || last.index < index) {
      last = { ...noCounts, index };
      this.#buckets.push(last);
      const oldest = index - keptBuckets;
      if ((this.#buckets[0]?.index ?? index) <= oldest) {
        this.#buckets = this.#buckets.filter((bucket) => bucket.index > oldest);
      }
    }
    last.puts += puts;
    last.deletes += deletes;
    last.bytes += bytes;
  }

  /** What was counted from a bucket on. */
  since(first: number): ChangeCounts {
    return sumCounts(this.#buckets.filter(({ index }) => index >= first));
  }
}
