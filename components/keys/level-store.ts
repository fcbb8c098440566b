import type { KeysEvent, KeysResyncEvent } from '@/lib/domain/api/key-events';
import { fromBase64Url } from '@/lib/domain/bytes';
import { applyChanges } from './apply-changes';
import { readAgain, readFirstPage, readPageAt } from './level-reader';
import {
  type Level,
  type LevelEnd,
  type LevelView,
  newLevel,
  withFirstPage,
  withNextPage,
  withPreviousPage,
} from './tree-level';
import { mostRowsOfFolder } from './tree-rows';

const flashMilliseconds = 1_600;

/** More batches than this are not kept while a page is on its way: the folder is read anew. */
const mostWaiting = 100;

/** Why changes were missed. A renewed connection is not told: all is read anew and nothing is lost. */
export type Resync = Exclude<KeysResyncEvent['reason'], 'reconnected'>;

/** What the tree shows. */
export type LevelsSnapshot = { levels: ReadonlyMap<string, Level>; resync: Resync | undefined };

/**
 * The folders of the tree that were opened, by prefix (base64url): read by pages, kept current with
 * the changes of the store. Each folder has one request on its way at most.
 */
export class LevelStore {
  readonly #cluster: string;
  readonly #listeners = new Set<() => void>();
  readonly #requests = new Map<string, AbortController>();
  /** Batches that came while a page was on its way; `undefined` where there were too many. */
  readonly #waiting = new Map<string, KeysEvent[] | undefined>();
  /** The revision from which on no change of a folder was missed, since its rows were asked for. */
  readonly #followed = new Map<string, bigint>();
  /** The revision up to which changes of a folder were told. */
  readonly #told = new Map<string, bigint>();
  #revision: string | undefined;
  #snapshot: LevelsSnapshot = { levels: new Map(), resync: undefined };

  constructor(cluster: string, revision: string | undefined) {
    this.#cluster = cluster;
    this.#revision = revision;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getSnapshot = (): LevelsSnapshot => this.#snapshot;

  /** Cancels what is on its way; the next call begins anew. */
  stop(): void {
    for (const request of this.#requests.values()) {
      request.abort();
    }
    this.#requests.clear();
  }

  /** Reads a folder that is not known yet. */
  open(prefix: string, view: LevelView = {}): void {
    const level = this.#level(prefix);
    if (level === undefined || (level.state === 'loading' && !this.#requests.has(prefix))) {
      void this.#readFirst(prefix, view);
    }
  }

  /** Shows another part of a folder; what was asked before is cancelled. */
  show(prefix: string, view: LevelView): void {
    void this.#readFirst(prefix, view);
  }

  /** Loads the page after the rows, or the one before them. */
  loadMore(prefix: string, end: LevelEnd): void {
    const level = this.#level(prefix);
    if (level === undefined || this.#requests.has(prefix)) {
      return;
    }
    if (level.isStale) {
      void this.#readAgain(prefix, this.#revision);
      return;
    }
    if (level.state === 'failed' && level.entries.length === 0) {
      void this.#readFirst(prefix, level.view);
      return;
    }
    const cursor = end === 'tail' ? level.next : level.previous;
    if (cursor !== null && level.entries.length < mostRowsOfFolder) {
      void this.#readMore(prefix, level, cursor, end);
    }
  }

  /** Shows the folders at another revision, or the newest; does nothing where it is the same. */
  showRevision(prefixes: Iterable<string>, revision: string | undefined): void {
    if (revision !== this.#revision) {
      this.#revision = revision;
      this.refresh(prefixes);
    }
  }

  /**
   * Reads folders anew and forgets all others; their rows stand until the answer is there. Counts
   * that were old are only exact again where they are asked for (`isRecounted`).
   */
  refresh(prefixes: Iterable<string>, isRecounted = false): void {
    const wanted = new Set(prefixes);
    this.#put({ resync: undefined });
    for (const prefix of [...this.#snapshot.levels.keys()]) {
      if (wanted.has(prefix)) {
        void this.#readAgain(prefix, this.#revision, isRecounted);
      } else {
        this.#forget(prefix);
      }
    }
  }

  /** The person has seen that changes were missed. */
  dismissResync(): void {
    this.#put({ resync: undefined });
  }

  /** Of other folders than these, changes are no longer told: what was known of that is forgotten. */
  followOnly(prefixes: readonly string[]): void {
    for (const prefix of [...this.#told.keys()]) {
      if (!prefixes.includes(prefix)) {
        this.#told.delete(prefix);
        this.#followed.delete(prefix);
      }
    }
  }

  /** Takes in what the store tells of a folder. */
  receive(event: KeysEvent | KeysResyncEvent): void {
    const { prefix } = event;
    const level = this.#level(prefix);
    if (event.type === 'keys-resync') {
      this.#followed.set(prefix, BigInt(event.revision));
      if (event.reason !== 'reconnected') {
        this.#put({ resync: event.reason });
      }
    } else if (event.children.length === 0 || !this.#followed.has(prefix)) {
      this.#followed.set(prefix, BigInt(event.from));
    }
    this.#told.set(prefix, BigInt(event.type === 'keys-resync' ? event.revision : event.to));
    if (level === undefined || this.#revision !== undefined) {
      return;
    }
    if (event.type === 'keys-resync') {
      // Not at its revision: where nothing happened for long, that may be compacted by now.
      void this.#readAgain(prefix, undefined);
    } else if (this.#requests.has(prefix)) {
      this.#keepForLater(prefix, event);
    } else if (level.isStale || level.state === 'failed') {
      void this.#readAgain(prefix, event.to);
    } else if (level.state === 'ready') {
      this.#apply(prefix, level, event);
    }
  }

  #level(prefix: string): Level | undefined {
    return this.#snapshot.levels.get(prefix);
  }

  #put(change: Partial<LevelsSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  #putLevel(prefix: string, level: Level): void {
    this.#put({ levels: new Map(this.#snapshot.levels).set(prefix, level) });
  }

  #forget(prefix: string): void {
    this.#requests.get(prefix)?.abort();
    this.#requests.delete(prefix);
    const levels = new Map(this.#snapshot.levels);
    levels.delete(prefix);
    this.#put({ levels });
  }

  /** Runs one request of a folder in the place of the one before; a superseded one changes nothing. */
  async #request(prefix: string, read: (signal: AbortSignal) => Promise<Level>): Promise<void> {
    this.#requests.get(prefix)?.abort();
    const request = new AbortController();
    this.#requests.set(prefix, request);
    this.#waiting.delete(prefix);
    const told = this.#told.get(prefix);
    if (told !== undefined) {
      this.#followed.set(prefix, told);
    }
    const { signal } = request;
    try {
      const level = await read(signal);
      if (!signal.aborted) {
        this.#requests.delete(prefix);
        this.#putLevel(prefix, level);
        this.#catchUp(prefix, level);
      }
    } catch (error) {
      const level = this.#level(prefix);
      if (!signal.aborted && level !== undefined) {
        this.#requests.delete(prefix);
        // What was told meanwhile is in no row.
        const isStale = level.isStale || this.#waiting.has(prefix);
        this.#putLevel(prefix, { ...level, state: 'failed', error, isStale });
      }
    }
  }

  #readFirst(
    prefix: string,
    view: LevelView,
    revision: string | undefined = this.#revision,
  ): Promise<void> {
    const place = { cluster: this.#cluster, prefix, revision };
    let level = newLevel(view);
    this.#putLevel(prefix, level);
    return this.#request(prefix, async (signal) => {
      const page = await readFirstPage(
        place,
        view,
        (entries) => {
          if (!signal.aborted) {
            level = { ...level, entries: [...level.entries, ...entries] };
            this.#putLevel(prefix, level);
          }
        },
        signal,
      );
      return withFirstPage(level, page);
    });
  }

  #readMore(prefix: string, level: Level, cursor: string, end: LevelEnd): Promise<void> {
    const place = { cluster: this.#cluster, prefix, revision: this.#revision };
    this.#putLevel(prefix, { ...level, state: 'loading', loadingAt: end });
    return this.#request(prefix, async (signal) => {
      const { page, isNewer } = await readPageAt(place, level, cursor, signal);
      const joined = (end === 'tail' ? withNextPage : withPreviousPage)(level, page);
      // Changes up to the newer page are no longer taken in, so the rows before it miss them.
      const isStale = isNewer && this.#told.has(prefix);
      return { ...joined, isStale, restarted: level.restarted || isNewer };
    });
  }

  #readAgain(prefix: string, revision: string | undefined, isRecounted = false): Promise<void> {
    const level = this.#level(prefix);
    if (level === undefined) {
      return Promise.resolve();
    }
    if (level.entries.length === 0) {
      return this.#readFirst(prefix, level.view, revision);
    }
    const place = { cluster: this.#cluster, prefix, revision };
    this.#putLevel(prefix, { ...level, isStale: true });
    return this.#request(prefix, async (signal) =>
      withFirstPage(level, await readAgain(place, level, signal, isRecounted)),
    );
  }

  #keepForLater(prefix: string, event: KeysEvent): void {
    const waiting = this.#waiting.has(prefix) ? this.#waiting.get(prefix) : [];
    const isFull = waiting === undefined || waiting.length >= mostWaiting;
    this.#waiting.set(prefix, isFull ? undefined : [...waiting, event]);
  }

  /** A member that lags behind may answer with rows from before the changes that were told. */
  #catchUp(prefix: string, level: Level): void {
    const waiting = this.#waiting.has(prefix) ? this.#waiting.get(prefix) : [];
    this.#waiting.delete(prefix);
    const followed = this.#followed.get(prefix) ?? 0n;
    if (this.#revision !== undefined) {
      return;
    }
    if (level.isStale) {
      void this.#readAgain(prefix, undefined);
      return;
    }
    if (waiting === undefined || BigInt(level.revision) < followed) {
      void this.#readAgain(prefix, this.#told.get(prefix)?.toString());
      return;
    }
    for (const event of waiting) {
      this.receive(event);
    }
  }

  #apply(prefix: string, level: Level, event: KeysEvent): void {
    const read = BigInt(level.revision);
    if (BigInt(event.to) <= read) {
      return;
    }
    if (read < (this.#followed.get(prefix) ?? 0n)) {
      void this.#readAgain(prefix, event.to);
      return;
    }
    const bytes = fromBase64Url(prefix) ?? new Uint8Array();
    const { level: after, isAmbiguous } = applyChanges(level, bytes, event, new Date());
    if (isAmbiguous) {
      void this.#readAgain(prefix, event.to);
      return;
    }
    this.#putLevel(prefix, after);
    setTimeout(() => this.#calm(prefix, after.changed), flashMilliseconds);
  }

  /** What changed is no longer shown as such. */
  #calm(prefix: string, changed: Level['changed']): void {
    const level = this.#level(prefix);
    if (level?.changed === changed && changed.size > 0) {
      this.#putLevel(prefix, { ...level, changed: new Map() });
    }
  }
}
