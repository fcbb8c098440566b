import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { type ErrorCode, isAppError } from '@/lib/domain/errors';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { reconnectDelay } from '@/lib/domain/reconnect-delay';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { logger } from '../http/logger';
import type { WatchListener } from './watch-news';

/** What to watch and whom to tell; `after` goes on after a revision instead of now. */
export type PrefixWatchOptions = {
  connection: ClusterConnection;
  prefix: Uint8Array;
  listener: WatchListener;
  after?: string;
};

/** What etcd will answer the same way however often it is asked. */
const finalCodes: ReadonlySet<ErrorCode> = new Set(['etcd_permission_denied', 'unknown_cluster']);

const codeOf = (error: unknown): ErrorCode => (isAppError(error) ? error.code : 'internal');

/**
 * One etcd watch of all keys with a prefix. A broken connection is taken up again after the last
 * revision that was told, so nothing is missed; where that is compacted, or the store is an older
 * one than before (a restored backup), it says `lost` and goes on from the present.
 */
export class PrefixWatch {
  readonly #options: PrefixWatchOptions;
  readonly #abort = new AbortController();
  #position: string | undefined;
  #interruption: ErrorCode | undefined;
  #isCompacted = false;
  #isAnnounced = false;
  #failures = 0;
  #done: Promise<void> = Promise.resolve();

  constructor(options: PrefixWatchOptions) {
    this.#options = options;
    this.#position = options.after;
  }

  /** The revision up to which everything was told; undefined before the first answer. */
  get position(): string | undefined {
    return this.#position;
  }

  /** Why nothing comes at the moment; undefined while it does. */
  get interruption(): ErrorCode | undefined {
    return this.#interruption;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Ends the watch; nothing is told any more. Resolves once the stream is gone. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      const failure = await this.#follow().catch((error: unknown) => error);
      if (signal.aborted || this.#isRefused(failure)) {
        return;
      }
      this.#noteFailure(failure);
      const pause = reconnectDelay(this.#failures, Math.random());
      this.#failures += 1;
      await delay(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Watches until the connection breaks, which is the error it ends with. */
  async #follow(): Promise<void> {
    const { connection, prefix, listener } = this.#options;
    const { signal } = this.#abort;
    const bounds = rangeBounds(prefixRange(prefix));
    await this.#takePosition(bounds.key);
    const startRevision = (BigInt(this.#position ?? '0') + 1n).toString();
    for await (const batch of connection.watch({ ...bounds, startRevision }, signal)) {
      if (signal.aborted) {
        return;
      }
      // That a watch begins is not yet a success: one event too large would end it each time.
      this.#failures = batch.revision === this.#position ? this.#failures : 0;
      this.#position = batch.revision;
      listener({ type: 'changes', events: batch.events, revision: batch.revision });
    }
  }

  /** Finds the revision to go on from, and says so where it is not the one of before. */
  async #takePosition(key: Uint8Array): Promise<void> {
    const { connection, listener } = this.#options;
    const present = { key, rangeEnd: undefined, limit: 1, countOnly: true };
    const { revision } = await connection.keys.range(present, this.#abort.signal);
    const known = this.#position;
    const wasReplaced = known !== undefined && BigInt(revision) < BigInt(known);
    const isLost = this.#isCompacted || wasReplaced;
    const isNews = !this.#isAnnounced || this.#interruption !== undefined;
    this.#isAnnounced = true;
    this.#interruption = undefined;
    if (known === undefined || isLost) {
      this.#position = revision;
    }
    if (isLost) {
      const reason = this.#isCompacted ? 'compacted' : 'reconnected';
      this.#isCompacted = false;
      listener({ type: 'lost', reason, revision });
    } else if (isNews) {
      listener({ type: 'watching', revision: this.#position ?? revision });
    }
  }

  #isRefused(failure: unknown): boolean {
    const code = codeOf(failure);
    if (!finalCodes.has(code)) {
      return false;
    }
    this.#options.listener({ type: 'refused', code });
    return true;
  }

  #noteFailure(failure: unknown): void {
    const code = failure === undefined ? 'member_unreachable' : codeOf(failure);
    if (code === 'revision_compacted') {
      this.#isCompacted = true;
      return;
    }
    if (this.#interruption === undefined) {
      const { config } = this.#options.connection;
      logger().warn({ err: failure, cluster: config.name }, 'a watch was interrupted');
      this.#interruption = code;
      this.#options.listener({ type: 'interrupted', code });
    }
  }
}
