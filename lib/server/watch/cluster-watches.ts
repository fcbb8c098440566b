import 'server-only';
import { startsWithBytes } from '@/lib/domain/bytes';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { PrefixWatch } from './prefix-watch';
import type { WatchListener, WatchNews } from './watch-news';

/** How many etcd watches may be open, and how many are, in all clusters together. */
export type WatchBudget = { open: number; most: number };

type Follower = { prefix: Uint8Array; listener: WatchListener; shared: SharedWatch | undefined };

type SharedWatch = {
  prefix: Uint8Array;
  watch: PrefixWatch;
  followers: Set<Follower>;
  grace: NodeJS.Timeout | undefined;
};

type ClusterWatchesOptions = {
  connection: ClusterConnection;
  budget: WatchBudget;
  /** How long a watch outlives those who asked for its prefix. */
  graceMilliseconds?: number;
};

const sameLength = (left: Uint8Array, right: Uint8Array): boolean => left.length === right.length;

/**
 * The watches of one cluster. All who follow a prefix share one etcd watch, and a watch of a shorter
 * prefix serves those of longer ones too. It stops a little after the last of them is gone; where
 * only those of longer prefixes are left, they get watches of their own, so that a cluster is not
 * followed whole for the sake of one folder.
 */
export class ClusterWatches {
  readonly #connection: ClusterConnection;
  readonly #budget: WatchBudget;
  readonly #graceMilliseconds: number;
  readonly #watches = new Set<SharedWatch>();
  readonly #stopping = new Set<Promise<void>>();

  constructor({ connection, budget, graceMilliseconds = 10_000 }: ClusterWatchesOptions) {
    this.#connection = connection;
    this.#budget = budget;
    this.#graceMilliseconds = graceMilliseconds;
  }

  /** How many etcd watches are open. */
  get size(): number {
    return this.#watches.size;
  }

  /** Tells what changes under a prefix, from now on, until the function it gives is called. */
  follow(prefix: Uint8Array, listener: WatchListener): () => void {
    const follower: Follower = { prefix, listener, shared: undefined };
    const shared = this.#narrowest(prefix) ?? this.#open(prefix);
    if (shared === undefined) {
      listener({ type: 'refused', code: 'too_many_watches' });
      return () => undefined;
    }
    join(shared, follower);
    introduce(shared, listener);
    return () => this.#leave(follower);
  }

  /** Ends every watch; resolves once all streams are gone. */
  async stop(): Promise<void> {
    for (const shared of [...this.#watches]) {
      this.#close(shared);
    }
    await Promise.all(this.#stopping);
  }

  #narrowest(prefix: Uint8Array): SharedWatch | undefined {
    return [...this.#watches]
      .filter((shared) => startsWithBytes(prefix, shared.prefix))
      .sort((left, right) => right.prefix.length - left.prefix.length)[0];
  }

  #open(prefix: Uint8Array, after?: string): SharedWatch | undefined {
    if (this.#budget.open >= this.#budget.most) {
      return undefined;
    }
    this.#budget.open += 1;
    const listener: WatchListener = (news) => this.#tell(shared, news);
    const watch = new PrefixWatch({ connection: this.#connection, prefix, listener, after });
    const shared: SharedWatch = { prefix, watch, followers: new Set(), grace: undefined };
    this.#watches.add(shared);
    watch.start();
    return shared;
  }

  #tell(shared: SharedWatch, news: WatchNews): void {
    if (news.type === 'refused') {
      this.#refuse(shared, news);
      return;
    }
    for (const follower of [...shared.followers]) {
      follower.listener(newsFor(follower, shared, news));
    }
  }

  /** A longer prefix may still be permitted where a shorter one is not. */
  #refuse(shared: SharedWatch, news: WatchNews): void {
    const refused = [...shared.followers].filter(({ prefix }) => sameLength(prefix, shared.prefix));
    for (const follower of refused) {
      shared.followers.delete(follower);
      follower.shared = undefined;
    }
    this.#disperse(shared);
    for (const { listener } of refused) {
      listener(news);
    }
  }

  #leave(follower: Follower): void {
    const { shared } = follower;
    follower.shared = undefined;
    if (shared === undefined || !shared.followers.delete(follower)) {
      return;
    }
    if (!isAskedFor(shared) && shared.grace === undefined) {
      shared.grace = setTimeout(() => this.#disperse(shared), this.#graceMilliseconds);
      shared.grace.unref();
    }
  }

  /** Closes a watch and gives those who remain others that go on where this one ended. */
  #disperse(shared: SharedWatch): void {
    const after = shared.watch.position;
    const followers = [...shared.followers].sort(
      (left, right) => left.prefix.length - right.prefix.length,
    );
    this.#close(shared);
    const opened: SharedWatch[] = [];
    for (const follower of followers) {
      const existing = opened.find(({ prefix }) => startsWithBytes(follower.prefix, prefix));
      const next = existing ?? this.#open(follower.prefix, after);
      if (next === undefined) {
        follower.listener({ type: 'refused', code: 'too_many_watches' });
      } else {
        opened.push(next);
        join(next, follower);
      }
    }
  }

  #close(shared: SharedWatch): void {
    if (!this.#watches.delete(shared)) {
      return;
    }
    clearTimeout(shared.grace);
    this.#budget.open -= 1;
    shared.followers.clear();
    const stopped = shared.watch.stop().finally(() => this.#stopping.delete(stopped));
    this.#stopping.add(stopped);
  }
}

const isAskedFor = ({ prefix, followers }: SharedWatch): boolean =>
  [...followers].some((follower) => sameLength(follower.prefix, prefix));

const join = (shared: SharedWatch, follower: Follower): void => {
  shared.followers.add(follower);
  follower.shared = shared;
  if (isAskedFor(shared)) {
    clearTimeout(shared.grace);
    shared.grace = undefined;
  }
};

/** Tells a newcomer where a watch that already runs is. */
const introduce = ({ watch }: SharedWatch, listener: WatchListener): void => {
  if (watch.position !== undefined) {
    listener({ type: 'watching', revision: watch.position });
  }
  if (watch.interruption !== undefined) {
    listener({ type: 'interrupted', code: watch.interruption });
  }
};

const newsFor = (follower: Follower, shared: SharedWatch, news: WatchNews): WatchNews => {
  if (news.type !== 'changes' || sameLength(follower.prefix, shared.prefix)) {
    return news;
  }
  const events = news.events.filter(({ stored }) => startsWithBytes(stored.key, follower.prefix));
  return { ...news, events };
};
