import type { KeysEvent, KeysResyncEvent, KeysStatusEvent } from '../api/key-events';

/** What one who follows prefixes is told. */
export type KeyChangeEvent = KeysEvent | KeysResyncEvent | KeysStatusEvent;

type Followed = {
  /** Everything up to this revision was told. */
  known: string;
  isInterrupted: boolean;
  /** Something happened that was held back by a pause. */
  isDirty: boolean;
  /** The stream broke since: an older revision then is that of a store that was replaced. */
  isBroken: boolean;
};

/**
 * Follows the events of some prefixes of a cluster over streams that break and overlap: none is told
 * twice, and where one is missing a `keys-resync` is told in its place.
 */
export class KeyFollower {
  readonly #followed = new Map<string, Followed>();
  readonly #cluster: string;
  #isPaused = false;

  constructor(cluster: string) {
    this.#cluster = cluster;
  }

  /** Forgets the prefixes that are not among these. */
  keepOnly(prefixes: readonly string[]): void {
    for (const prefix of this.#followed.keys()) {
      if (!prefixes.includes(prefix)) {
        this.#followed.delete(prefix);
      }
    }
  }

  /** Begins to hold changes back. */
  pause(): void {
    this.#isPaused = true;
  }

  /** Ends a pause: what to read anew because of it. */
  resume(): KeyChangeEvent[] {
    this.#isPaused = false;
    const resyncs: KeyChangeEvent[] = [];
    for (const [prefix, followed] of this.#followed) {
      if (followed.isDirty) {
        followed.isDirty = false;
        resyncs.push(resync({ cluster: this.#cluster, prefix }, followed.known));
      }
    }
    return resyncs;
  }

  /** What to tell when events of any topic may have been dropped: all must be read anew. */
  missed(): KeyChangeEvent[] {
    return [...this.#followed].flatMap(([prefix, followed]) => {
      followed.isBroken = true;
      return this.#told(followed, resync({ cluster: this.#cluster, prefix }, followed.known));
    });
  }

  /** What to tell of an event that arrived. */
  accept(event: KeyChangeEvent): KeyChangeEvent[] {
    const { prefix, cluster } = event;
    if (cluster !== this.#cluster) {
      return [];
    }
    const followed = this.#followed.get(prefix);
    if (event.type === 'keys-status') {
      if (followed !== undefined) {
        followed.isInterrupted = true;
      }
      return [event];
    }
    const next = event.type === 'keys' ? continued(event, followed) : event;
    if (next === undefined) {
      return [];
    }
    const known = next.type === 'keys' ? next.to : next.revision;
    const isDirty = followed?.isDirty ?? false;
    const current = { known, isInterrupted: false, isDirty, isBroken: false };
    this.#followed.set(prefix, current);
    return this.#told(current, next);
  }

  #told(followed: Followed, event: KeysEvent | KeysResyncEvent): KeyChangeEvent[] {
    const hasChanges = event.type === 'keys-resync' || event.children.length > 0;
    if (!this.#isPaused || !hasChanges) {
      return [event];
    }
    followed.isDirty = true;
    return [];
  }
}

const resync = (
  { cluster, prefix }: { cluster: string; prefix: string },
  revision: string,
): KeysResyncEvent => ({ type: 'keys-resync', cluster, prefix, reason: 'reconnected', revision });

/** The event as it goes on from what is known; undefined where it tells nothing new. */
const continued = (
  event: KeysEvent,
  followed: Followed | undefined,
): KeysEvent | KeysResyncEvent | undefined => {
  if (followed === undefined || event.from === followed.known) {
    const isNews = followed === undefined || followed.isInterrupted || event.to !== event.from;
    return isNews ? event : undefined;
  }
  const isOlder = BigInt(event.to) < BigInt(followed.known);
  if (BigInt(event.to) > BigInt(followed.known) || (isOlder && followed.isBroken)) {
    return resync(event, event.to);
  }
  const { known } = followed;
  return followed.isInterrupted ? { ...event, from: known, to: known, children: [] } : undefined;
};
