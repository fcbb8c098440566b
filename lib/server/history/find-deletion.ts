import 'server-only';
import type { KeySource } from '../etcd/key-source';

/** etcd's --max-txn-ops: so many revisions are looked at in one read. */
const looksPerRead = 128n;

/** So many reads look at every revision before sparser looks begin: one takes about 1 ms. */
const denseReads = 64n;

/** Where to look: from the oldest revision to one at which the key is absent. */
export type DeletionRequest = { key: Uint8Array; from: bigint; to: bigint };

/** The newest deletion found, and whether no newer one can have been missed. */
export type FoundDeletion = { revision: bigint | undefined; isCertain: boolean };

/**
 * Looks for the newest deletion of a key that is absent at the end of a range: at each of the last
 * 8,192 revisions, then at 128 of the rest, closer each time. There, a life of the key between two
 * looks is not seen.
 */
export const findDeletion = async (
  source: KeySource,
  { key, from, to }: DeletionRequest,
  signal: AbortSignal,
): Promise<FoundDeletion> => {
  const isPresentAt = presenceOf(source, key, signal);
  const dense = to - from < denseReads * looksPerRead ? from : to - denseReads * looksPerRead;
  for (let end = to; end >= dense; end -= looksPerRead) {
    const start = end - looksPerRead + 1n < dense ? dense : end - looksPerRead + 1n;
    const places = spread(start, end);
    const present = await firstPresent(places, isPresentAt);
    if (present !== undefined) {
      return { revision: present + 1n, isCertain: true };
    }
  }
  if (dense === from) {
    return { revision: undefined, isCertain: true };
  }
  return { revision: await narrowDown(from, dense, isPresentAt), isCertain: false };
};

type IsPresentAt = (revisions: readonly bigint[]) => Promise<boolean[]>;

const presenceOf =
  (source: KeySource, key: Uint8Array, signal: AbortSignal): IsPresentAt =>
  async (revisions) => {
    const request = { key, rangeEnd: undefined, limit: 1, countOnly: true };
    const answers = await source.rangeAll(
      revisions.map((revision) => ({ ...request, revision: String(revision) })),
      signal,
    );
    return answers.map(({ count }) => count !== '0');
  };

/** At most 128 revisions of a range, spread evenly, both ends among them; descending. */
const spread = (from: bigint, to: bigint): bigint[] => {
  const span = to - from;
  const steps = span < looksPerRead ? span : looksPerRead - 1n;
  return Array.from({ length: Number(steps) + 1 }, (_, index) =>
    steps === 0n ? to : to - (span * BigInt(index)) / steps,
  );
};

const firstPresent = async (
  places: readonly bigint[],
  isPresentAt: IsPresentAt,
): Promise<bigint | undefined> => {
  const presence = await isPresentAt(places);
  return places[presence.indexOf(true)];
};

/** A revision at which the key is absent and before which it is present; undefined if none. */
const narrowDown = async (
  from: bigint,
  to: bigint,
  isPresentAt: IsPresentAt,
): Promise<bigint | undefined> => {
  let [low, absent] = [from, to];
  while (true) {
    const places = spread(low, absent);
    const present = await firstPresent(places, isPresentAt);
    if (present === undefined) {
      return undefined;
    }
    absent = places[places.indexOf(present) - 1] ?? absent;
    if (absent - present <= 1n) {
      return absent;
    }
    low = present;
  }
};
