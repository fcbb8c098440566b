'use client';

import { useEffect, useEffectEvent, useMemo } from 'react';
import { type KeyChangeEvent, KeyFollower } from '@/lib/domain/watch/key-follower';
import { useEventStream } from './use-event-stream';

/** Topics travel in an address, which must not grow beyond what servers take. */
const mostPrefixes = 40;
const mostCharacters = 4_000;
const longestPrefix = 1_400;

/** The first prefixes that fit, and those that are too many. */
const withinBounds = (
  cluster: string,
  prefixes: readonly string[],
): { first: string[]; rest: string[] } => {
  const first: string[] = [];
  const rest: string[] = [];
  let characters = 0;
  for (const prefix of new Set(prefixes)) {
    characters += prefix.length + cluster.length + 20;
    const fits = first.length < mostPrefixes && characters <= mostCharacters;
    (fits && prefix.length <= longestPrefix ? first : rest).push(prefix);
  }
  return { first, rest };
};

const isKeyChange = (event: { type: string }): event is KeyChangeEvent =>
  event.type.startsWith('keys');

/**
 * Follows what happens to the direct children of folders (or to a key, with its bytes as the
 * prefix), all in base64url, on the one event stream of the tab.
 *
 * `onBatch` first gets a `keys` event without children for each prefix: from its revision on nothing
 * is missed. Then each event goes on where the one before ended; where that is not possible, or
 * after a pause in which something happened, it is a `keys-resync` instead. A `keys-status` says
 * that a prefix is not followed; `interrupted` ends with the next event of the prefix. At most 40
 * prefixes are followed, in the order given; the rest are told as `refused`.
 */
export const useKeyChanges = (
  cluster: string,
  prefixes: readonly string[],
  isPaused: boolean,
  onBatch: (event: KeyChangeEvent) => void,
): void => {
  const follower = useMemo(() => new KeyFollower(cluster), [cluster]);
  const { first, rest } = withinBounds(cluster, prefixes);
  const tell = useEffectEvent((events: readonly KeyChangeEvent[]) => {
    for (const event of events) {
      onBatch(event);
    }
  });
  const joined = first.join(',');
  useEffect(() => {
    // Splitting nothing gives one empty text, which is the root: kept needlessly it does no harm.
    follower.keepOnly(joined.split(','));
  }, [follower, joined]);
  const joinedRest = rest.join(',');
  useEffect(() => {
    if (joinedRest !== '') {
      tell(joinedRest.split(',').map((prefix) => tooMany(cluster, prefix)));
    }
  }, [cluster, joinedRest]);
  useEffect(() => {
    if (isPaused) {
      follower.pause();
    } else {
      tell(follower.resume());
    }
  }, [follower, isPaused]);
  const topics = first.map((prefix) => `keys:${cluster}:${prefix}`);
  useEventStream(topics, (event) => {
    if (event.type === 'resync') {
      tell(follower.missed());
    } else if (isKeyChange(event)) {
      tell(follower.accept(event));
    }
  });
};

const tooMany = (cluster: string, prefix: string): KeyChangeEvent => ({
  type: 'keys-status',
  cluster,
  prefix,
  status: 'refused',
  code: 'too_many_watches',
});
