import 'server-only';
import type { WatchBatch, WatchEvent } from './cluster-connection';
import type { WatchMessage } from './watch-messages';

/**
 * Puts the answers of a watch together so that a batch holds whole revisions only: etcd cuts a large
 * answer into fragments anywhere, but never spreads a revision over two answers. Gives undefined for
 * an answer that completes nothing. `startRevision` is where the watch was asked to begin.
 */
export const createWatchAssembly = (startRevision: string | undefined) => {
  let held: WatchEvent[] = [];

  return (message: WatchMessage): Omit<WatchBatch, 'memberName'> | undefined => {
    if (message.created) {
      const revision =
        startRevision === undefined ? message.header.revision : String(BigInt(startRevision) - 1n);
      return { events: [], revision };
    }
    const events = held.length === 0 ? message.events : [...held, ...message.events];
    held = [];
    const last = events.at(-1);
    if (last === undefined) {
      // Without events the header is a progress notice: all before it has been delivered.
      return message.fragment ? undefined : { events, revision: message.header.revision };
    }
    const { modRevision } = last.stored;
    if (!message.fragment) {
      return { events, revision: modRevision };
    }
    const incomplete = events.findIndex(({ stored }) => stored.modRevision === modRevision);
    held = events.slice(incomplete);
    const whole = events.slice(0, incomplete);
    const end = whole.at(-1);
    return end === undefined ? undefined : { events: whole, revision: end.stored.modRevision };
  };
};
