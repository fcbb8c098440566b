import 'server-only';
import { type DeliveryFailure, deliveryFailureSchema } from '@/lib/domain/api/alerts';
import type { Store } from './store';
import type { AlertOutboxTable, AlertReceiversTable } from './tables/alerts';

/** So many messages wait for a receiver; beyond that the oldest are given up. */
const mostWaiting = 1000;

/** A message that waits. */
export type WaitingMessage = {
  id: number;
  alertId: number;
  kind: AlertOutboxTable['kind'];
  createdAt: number;
};

/** How deliveries to a receiver went so far. */
export type ReceiverState = Omit<AlertReceiversTable, 'name' | 'failure'> & {
  /** Why the last attempt failed; null where it did not. */
  failure: DeliveryFailure | null;
};

/** Earlier versions stored a sentence: of that only is told that there was a failure. */
const failureOf = (text: string): DeliveryFailure => {
  try {
    return deliveryFailureSchema.parse(JSON.parse(text));
  } catch {
    return { code: 'unknown' };
  }
};

/** Puts a message into the outbox of each receiver, and forgets the oldest where they are full. */
export const enqueueMessages = async (
  store: Store,
  receivers: readonly string[],
  message: Omit<WaitingMessage, 'id'>,
): Promise<void> => {
  for (const receiver of receivers) {
    await store
      .insertInto('alert_outbox')
      .values({
        receiver,
        alert_id: message.alertId,
        kind: message.kind,
        created_at: message.createdAt,
      })
      .execute();
    const kept = store
      .selectFrom('alert_outbox')
      .select('id')
      .where('receiver', '=', receiver)
      .orderBy('id', 'desc')
      .limit(mostWaiting);
    await store
      .deleteFrom('alert_outbox')
      .where('receiver', '=', receiver)
      .where('id', 'not in', kept)
      .execute();
  }
};

/** The oldest messages that wait for a receiver. */
export const readWaiting = async (
  store: Store,
  receiver: string,
  limit: number,
): Promise<WaitingMessage[]> => {
  const rows = await store
    .selectFrom('alert_outbox')
    .selectAll()
    .where('receiver', '=', receiver)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    alertId: row.alert_id,
    kind: row.kind,
    createdAt: row.created_at,
  }));
};

/** How many messages wait, by receiver; of the alerts of one cluster. */
export const countWaiting = async (
  store: Store,
  cluster: string,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await store
    .selectFrom('alert_outbox')
    .innerJoin('alerts', 'alerts.id', 'alert_outbox.alert_id')
    .where('alerts.cluster', '=', cluster)
    .select((expression) => ['receiver', expression.fn.countAll<number>().as('count')])
    .groupBy('receiver')
    .execute();
  return new Map(rows.map(({ receiver, count }) => [receiver, Number(count)]));
};

/** Takes messages out of the outbox. */
export const removeMessages = async (store: Store, ids: readonly number[]): Promise<void> => {
  if (ids.length > 0) {
    await store.deleteFrom('alert_outbox').where('id', 'in', ids).execute();
  }
};

/** Forgets the messages for receivers that are no more. */
export const removeUnknownReceivers = async (
  store: Store,
  known: readonly string[],
): Promise<void> => {
  await store
    .deleteFrom('alert_outbox')
    .where('receiver', 'not in', [...known, ''])
    .execute();
  await store
    .deleteFrom('alert_receivers')
    .where('name', 'not in', [...known, ''])
    .execute();
};

/** How deliveries to the receivers went, by name; none where nothing was ever sent. */
export const readReceiverStates = async (
  store: Store,
): Promise<ReadonlyMap<string, ReceiverState>> => {
  const rows = await store.selectFrom('alert_receivers').selectAll().execute();
  return new Map(
    rows.map(({ name, failure, ...state }) => [
      name,
      { ...state, failure: failure === null ? null : failureOf(failure) },
    ]),
  );
};

/** Records how deliveries to a receiver went. */
export const saveReceiverState = async (
  store: Store,
  name: string,
  state: ReceiverState,
): Promise<void> => {
  const failure = state.failure === null ? null : JSON.stringify(state.failure);
  const row = { ...state, failure };
  await store
    .insertInto('alert_receivers')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
};
