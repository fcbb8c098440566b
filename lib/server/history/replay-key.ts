import 'server-only';
import type { ClusterConnection, WatchEvent } from '../etcd/cluster-connection';

/** What to replay: the key's events from one revision to the event at another. */
export type ReplayRequest = {
  key: Uint8Array;
  from: bigint;
  /** The revision of an event of this key that is known to exist: the replay ends there. */
  until: bigint;
  /** Only the newest so many events before it are kept. */
  keep: number;
};

/**
 * The newest events of a key before a known one, ascending, as a watch from the past tells them:
 * every put and every deletion. Rejects with what the watch rejects with.
 */
export const replayKey = async (
  connection: ClusterConnection,
  { key, from, until, keep }: ReplayRequest,
  signal: AbortSignal,
): Promise<WatchEvent[]> => {
  const stop = new AbortController();
  const kept: WatchEvent[] = [];
  const request = { key, rangeEnd: undefined, startRevision: String(from) };
  try {
    for await (const batch of connection.watch(request, AbortSignal.any([signal, stop.signal]))) {
      for (const event of batch.events) {
        if (BigInt(event.stored.modRevision) >= until) {
          return kept;
        }
        kept.push(event);
        if (kept.length > keep) {
          kept.shift();
        }
      }
    }
  } finally {
    stop.abort();
  }
  signal.throwIfAborted();
  return kept;
};
