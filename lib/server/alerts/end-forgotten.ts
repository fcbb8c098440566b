import 'server-only';
import { enqueueMessages } from '../store/alert-outbox';
import { endForgottenAlerts, type StoredAlert } from '../store/alerts';
import type { Store } from '../store/store';

/** What is still evaluated, and who hears of an alert. */
export type Remembered = {
  clusters: readonly string[];
  rules: readonly string[];
  receiversOf: (alert: StoredAlert) => readonly string[];
};

/**
 * Ends the alerts of clusters and rules there are no more. Whoever was told of one is told of its
 * end, or it would stay open there.
 */
export const endForgotten = (
  store: Store,
  { receiversOf, ...known }: Remembered,
  now: number,
): Promise<void> =>
  store.transaction().execute(async (transaction) => {
    const ended = await endForgottenAlerts(transaction, known, now);
    for (const alert of ended.filter(({ notified }) => notified)) {
      const message = { alertId: alert.id, kind: 'resolved', createdAt: now } as const;
      await enqueueMessages(transaction, receiversOf(alert), message);
    }
  });
