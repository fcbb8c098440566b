import 'server-only';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import { findDeletion } from './find-deletion';
import { replayKey } from './replay-key';

/** What happened to a key; a deletion has its key and mod revision only. */
export type KeyEvent = { kind: 'put' | 'delete'; stored: StoredKey };

/** Where to walk back from, how far, and for how many events. */
export type WalkRequest = {
  key: Uint8Array;
  /** The newest revision to look at. */
  from: bigint;
  /** The oldest one that can be read. */
  oldest: bigint;
  /** The store's revision now. */
  newest: bigint;
  limit: number;
};

/** The events found, newest first. */
export type Walk = {
  events: KeyEvent[];
  /** Where to go on; undefined at the end of the history. */
  next: bigint | undefined;
  /** False where lives of the key between two looks may be missing. */
  isComplete: boolean;
};

/** A replay reads the whole log between two revisions on the server, so it is bounded. */
const longestReplay = 200_000n;

/**
 * Walks back through the history of a key. Each put is one read of one key, at the revision before
 * the newer one. Where the key was absent before it was created, a watch from the past tells every
 * put and deletion of its earlier lives; where the log is too long for that, or no later event
 * marks the end of the replay, the deletion is looked for by reads.
 */
export const walkKey = async (
  connection: ClusterConnection,
  request: WalkRequest,
  signal: AbortSignal,
): Promise<Walk> => new KeyWalk(connection, request, signal).run();

class KeyWalk {
  private readonly events: KeyEvent[] = [];
  private at: bigint | undefined;
  private isComplete = true;

  constructor(
    private readonly connection: ClusterConnection,
    private readonly request: WalkRequest,
    private readonly signal: AbortSignal,
  ) {
    this.at = request.from;
  }

  async run(): Promise<Walk> {
    const { oldest, limit } = this.request;
    while (this.at !== undefined && this.at >= oldest && this.events.length < limit) {
      const stored = await this.readAt(this.at);
      if (stored === undefined) {
        await this.crossGap(this.at);
      } else {
        this.add({ kind: 'put', stored });
      }
    }
    const isEnd = this.at === undefined || this.at < oldest;
    return { events: this.events, next: isEnd ? undefined : this.at, isComplete: this.isComplete };
  }

  private add(event: KeyEvent): void {
    this.events.push(event);
    this.at = BigInt(event.stored.modRevision) - 1n;
  }

  private async readAt(revision: bigint): Promise<StoredKey | undefined> {
    const { key } = this.request;
    const read = { key, rangeEnd: undefined, limit: 1, revision: String(revision) };
    return (await this.connection.keys.range(read, this.signal)).keys[0];
  }

  /** Finds what was before a revision at which the key is absent. */
  private async crossGap(absent: bigint): Promise<void> {
    const { oldest, newest } = this.request;
    const isLast = absent >= newest || (await this.readAt(absent + 1n)) === undefined;
    if (isLast || newest - oldest > longestReplay) {
      await this.lookForDeletion(absent);
    } else {
      await this.replayUntil(absent + 1n);
    }
  }

  private async lookForDeletion(absent: bigint): Promise<void> {
    const { key, oldest } = this.request;
    const place = { key, from: oldest, to: absent };
    const { revision, isCertain } = await findDeletion(this.connection.keys, place, this.signal);
    this.isComplete &&= isCertain;
    if (revision === undefined) {
      this.at = undefined;
    } else {
      this.add({ kind: 'delete', stored: deleted(key, revision) });
    }
  }

  private async replayUntil(until: bigint): Promise<void> {
    const { key, oldest, limit } = this.request;
    const keep = limit - this.events.length;
    const replay = { key, from: oldest, until, keep };
    const events = await replayKey(this.connection, replay, this.signal);
    for (const event of events.toReversed()) {
      this.add(event);
    }
    // Nothing happened to it since the oldest revision, and it was absent: there is no more.
    if (events.length === 0) {
      this.at = undefined;
    }
  }
}

const deleted = (key: Uint8Array, revision: bigint): StoredKey => ({
  key,
  value: new Uint8Array(),
  createRevision: '0',
  modRevision: String(revision),
  version: '0',
  lease: '0',
});
