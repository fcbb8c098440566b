import 'server-only';
import { enqueueMessages } from '../store/alert-outbox';
import { endForgottenAlerts } from '../store/alerts';
import type { Store } from '../store/store';

/** What is still evaluated, and the names of the receivers there are. */
export type Remembered = {
  clusters: readonly string[];
  rules: readonly string[];
  receivers: readonly string[];
};

/**
 * Ends the alerts of clusters and rules there are no more. Whoever was told of one is told of its
 * end, or it would stay open there.
 */
export const endForgotten = (
  store: Store,
  { receivers, ...known }: Remembered,
  now: number,
): Promise<void> =>
  store.transaction().execute(async (transaction) => {
    const ended = await endForgottenAlerts(transaction, known, now);
    for (const { id, told } of ended) {
      const message = { alertId: id, kind: 'resolved', createdAt: now } as const;
      const heard = told.filter((name) => receivers.includes(name));
      await enqueueMessages(transaction, heard, message);
    }
  });
