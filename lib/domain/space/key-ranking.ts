import type { SpaceKey } from '../api/space';
import { readableBytes, toBase64Url } from '../bytes';
import { boundedTop } from './bounded-top';
import { type SpaceEntry, sizeOfEntry } from './space-entry';

/** The keys that rank highest of all that were offered. */
export type KeyRanking = {
  offer(entry: SpaceEntry): void;
  list(most: number): SpaceKey[];
};

type Kept = Omit<SpaceKey, 'name' | 'isCut'> & { key: Uint8Array; isCut: boolean };

const mostKept = 100;
/** Names may have more than a megabyte; a list shows how they begin. */
const longestName = 512;

const kept = (entry: SpaceEntry): Kept => ({
  // A copy: the key is a part of a whole page of the answer.
  key: Uint8Array.from(entry.key.subarray(0, longestName)),
  isCut: entry.key.length > longestName,
  bytes: sizeOfEntry(entry),
  version: entry.version,
});

const listed = ({ key, ...rest }: Kept): SpaceKey => ({
  name: { bytes: toBase64Url(key), text: readableBytes(key) },
  ...rest,
});

/** Ranks keys by a number; those of no more than `above` are none of the list. */
export const keyRanking = (
  rankOf: (entry: SpaceEntry) => number,
  above = Number.NEGATIVE_INFINITY,
): KeyRanking => {
  const top = boundedTop<Kept>(mostKept);
  return {
    offer: (entry) => {
      const rank = rankOf(entry);
      if (rank > above && top.wouldKeep(rank)) {
        top.add(kept(entry), rank);
      }
    },
    list: (most) => top.best().slice(0, most).map(listed),
  };
};
