import 'server-only';
import { randomInt } from 'node:crypto';
import type { Thresholds } from '@/lib/domain/alerts/alert-rule';
import { inhibitorOf } from '@/lib/domain/alerts/inhibitor-of';
import { silenceOf } from '@/lib/domain/alerts/silence-of';
import type { DeliveryFailure } from '@/lib/domain/api/alerts';
import type { ReceiverConfig } from '../config/notification-config';
import {
  readReceiverStates,
  readWaiting,
  removeMessages,
  saveReceiverState,
  type WaitingMessage,
} from '../store/alert-outbox';
import { readActiveSilences, readEditedRules } from '../store/alert-settings';
import { findAlerts, readLiveAlerts, type StoredAlert } from '../store/alerts';
import type { Store } from '../store/store';
import { type AlertMessage, alertMessage } from './alert-message';
import { hasArrived } from './delivery-error';
import { hears } from './receivers';
import { sendMessages } from './send-messages';

const mostTogether = 50;
const keptMilliseconds = 3 * 24 * 3_600_000;
const firstPauseMilliseconds = 5000;
const longestPauseMilliseconds = 10 * 60_000;

/** One attempt at a receiver. */
export type Delivery = {
  store: Store;
  receiver: ReceiverConfig;
  /** Milliseconds since 1970. */
  now: number;
  /** Whether it is time to tell an Alertmanager again what goes on. */
  isResendDue: boolean;
  signal: AbortSignal;
};

/** How an attempt ended: `nothing` was there to be told. */
export type DeliveryOutcome = 'nothing' | 'sent' | 'failed' | 'paused';

/** Doubles with every failure, and differs, so that receivers do not all come at once. */
const pauseAfter = (failures: number): number => {
  const pause = Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** (failures - 1));
  return pause * (0.8 + randomInt(400) / 1000);
};

/** What fires and is to be told again: not what is silenced, nor what a higher step tells instead. */
const goingOn = async ({ store, receiver, now }: Delivery): Promise<StoredAlert[]> => {
  const firing = (await readLiveAlerts(store)).filter(({ firedAt }) => firedAt !== null);
  const clusters = [...new Set(firing.map(({ cluster }) => cluster))];
  const ofClusters = await Promise.all(
    clusters.map(async (cluster) => {
      const silences = await readActiveSilences(store, cluster, now);
      const own = firing.filter((alert) => alert.cluster === cluster);
      return own.filter(
        (alert) =>
          hears(receiver, cluster, alert.severity) &&
          silenceOf(silences, alert.rule, alert) === undefined &&
          // Where its beginning was told it goes on, or it would seem to have ended there.
          (alert.told.includes(receiver.name) || inhibitorOf(alert, own) === undefined),
      );
    }),
  );
  return ofClusters.flat();
};

/** The edited thresholds of an alert's rule; each cluster is asked for once. */
const thresholdReader = (store: Store) => {
  const read = new Map<string, ReturnType<typeof readEditedRules>>();
  return async ({ cluster, rule }: StoredAlert): Promise<Thresholds | undefined> => {
    const edited = read.get(cluster) ?? readEditedRules(store, cluster);
    read.set(cluster, edited);
    return (await edited).get(rule)?.thresholds;
  };
};

const messagesFor = async (
  delivery: Delivery,
  waiting: readonly WaitingMessage[],
): Promise<AlertMessage[]> => {
  const alerts = await findAlerts(
    delivery.store,
    waiting.map(({ alertId }) => alertId),
  );
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  const thresholdsOf = thresholdReader(delivery.store);
  if (delivery.receiver.kind !== 'alertmanager') {
    const messages = waiting.map(async ({ alertId, kind }) => {
      const alert = byId.get(alertId);
      return alert && alertMessage(alert, kind, await thresholdsOf(alert));
    });
    return (await Promise.all(messages)).filter((message) => message !== undefined);
  }
  // An Alertmanager is told how alerts are, each once, and not how they came to be so.
  for (const alert of delivery.isResendDue ? await goingOn(delivery) : []) {
    byId.set(alert.id, alert);
  }
  return Promise.all(
    [...byId.values()].map(async (alert) => {
      const kind = alert.endedAt === null ? 'firing' : 'resolved';
      return alertMessage(alert, kind, await thresholdsOf(alert));
    }),
  );
};

/**
 * Sends what waits for a receiver, at most 50 messages, and takes it out of the outbox only once
 * it has arrived: after a crash the same may arrive twice, but nothing is lost. What has waited for
 * three days is given up.
 */
export const deliverWaiting = async (delivery: Delivery): Promise<DeliveryOutcome> => {
  const { store, receiver, now, signal } = delivery;
  const state = (await readReceiverStates(store)).get(receiver.name);
  const pause = (state?.retry_at ?? 0) - now;
  // A clock that was set back must not make a pause last for days.
  if (pause > 0 && pause <= 2 * longestPauseMilliseconds) {
    return 'paused';
  }
  const waiting = await readWaiting(store, receiver.name, mostTogether);
  const tooOld = waiting.filter(({ createdAt }) => createdAt < now - keptMilliseconds);
  await removeMessages(
    store,
    tooOld.map(({ id }) => id),
  );
  const wanted = waiting.filter((message) => !tooOld.includes(message));
  const messages = await messagesFor(delivery, wanted);
  let failure: DeliveryFailure | undefined;
  if (messages.length > 0) {
    const id = `${wanted[0]?.createdAt ?? now}.${wanted[0]?.id ?? 0}.${wanted.at(-1)?.id ?? 0}`;
    failure = await sendMessages(receiver, messages, { now, id, signal });
    if (signal.aborted && !hasArrived(failure)) {
      return 'nothing';
    }
    if (failure !== undefined && !hasArrived(failure)) {
      const failures = (state?.failures ?? 0) + 1;
      const retry_at = now + Math.round(pauseAfter(failures));
      const last_sent_at = state?.last_sent_at ?? null;
      await saveReceiverState(store, receiver.name, { last_sent_at, failure, failures, retry_at });
      return 'failed';
    }
  }
  await removeMessages(
    store,
    wanted.map(({ id }) => id),
  );
  if (messages.length === 0) {
    return waiting.length === 0 ? 'nothing' : 'sent';
  }
  const good = { last_sent_at: now, failure: failure ?? null, failures: 0, retry_at: 0 };
  await saveReceiverState(store, receiver.name, good);
  return 'sent';
};
