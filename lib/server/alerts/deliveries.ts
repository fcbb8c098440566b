import 'server-only';
import type { Deliveries, DeliveryTest, Receiver } from '@/lib/domain/api/alerts';
import type { ReceiverConfig } from '../config/notification-config';
import { clusterConnection } from '../etcd/cluster-connections';
import {
  countWaiting,
  type ReceiverState,
  readReceiverStates,
  saveReceiverState,
} from '../store/alert-outbox';
import { store } from '../store/store';
import { testMessage } from './alert-message';
import { alertDeliverer } from './deliverer';
import { hasArrived } from './delivery-error';
import { receiversOf, requireReceiver, targetOf } from './receivers';
import { sendMessages } from './send-messages';

const stateOf = (state: ReceiverState | undefined): Receiver['state'] => {
  if (state === undefined) {
    return 'unused';
  }
  return state.failure === null ? 'ok' : 'failing';
};

const describeReceiver = (
  receiver: ReceiverConfig,
  state: ReceiverState | undefined,
  waiting: number,
): Receiver => {
  const lastSentAt = state?.last_sent_at ?? null;
  return {
    name: receiver.name,
    kind: receiver.kind,
    target: targetOf(receiver),
    state: stateOf(state),
    lastSentAt: lastSentAt === null ? null : new Date(lastSentAt).toISOString(),
    failure: state?.failure ?? null,
    waiting,
  };
};

/** Where the alerts of a cluster are sent, and whether that works. */
export const listDeliveries = async (cluster: string): Promise<Deliveries> => {
  clusterConnection(cluster);
  const [states, waiting] = await Promise.all([
    readReceiverStates(store()),
    countWaiting(store(), cluster),
  ]);
  return {
    receivers: receiversOf(cluster).map((receiver) =>
      describeReceiver(receiver, states.get(receiver.name), waiting.get(receiver.name) ?? 0),
    ),
  };
};

/** Sends a test message at once, past the outbox; where it arrives, what waits follows. */
export const testDelivery = async (
  { cluster, name }: { cluster: string; name: string },
  signal: AbortSignal,
): Promise<DeliveryTest> => {
  clusterConnection(cluster);
  const receiver = requireReceiver(cluster, name);
  const now = Date.now();
  const id = `test.${now}`;
  const failure = await sendMessages(receiver, [testMessage(cluster, now)], { now, id, signal });
  const delivered = hasArrived(failure);
  if (!delivered) {
    // Whoever goes away while it is tried says nothing about the receiver.
    signal.throwIfAborted();
  }
  const before = (await readReceiverStates(store())).get(name);
  await saveReceiverState(store(), name, {
    last_sent_at: delivered ? now : (before?.last_sent_at ?? null),
    failure: failure ?? null,
    failures: delivered ? 0 : (before?.failures ?? 0),
    retry_at: delivered ? 0 : (before?.retry_at ?? 0),
  });
  if (delivered) {
    alertDeliverer().wake();
  }
  return { delivered, failure: failure ?? null };
};
