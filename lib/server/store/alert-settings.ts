import 'server-only';
import { z } from 'zod';
import type { Thresholds } from '@/lib/domain/alerts/alert-rule';
import type { ActiveSilence } from '@/lib/domain/alerts/silence-of';
import type { Store } from './store';
import type { AlertRulesTable, AlertSilencesTable } from './tables/alerts';

/** So many silences are kept of a cluster, those that have ended among them. */
export const maximumSilences = 200;

const thresholdsSchema = z.record(z.string(), z.number());

/** What was edited of a rule for a cluster. */
export type EditedRule = {
  thresholds: Thresholds;
  forSeconds: number;
  enabled: boolean;
};

/** A silence as stored. */
export type StoredSilence = AlertSilencesTable;

/** What was edited of the rules of a cluster, by the rule's id. */
export const readEditedRules = async (
  store: Store,
  cluster: string,
): Promise<ReadonlyMap<string, EditedRule>> => {
  const rows = await store
    .selectFrom('alert_rules')
    .selectAll()
    .where('cluster', '=', cluster)
    .execute();
  return new Map(
    rows.map((row) => [
      row.rule,
      {
        thresholds: thresholdsSchema.parse(JSON.parse(row.thresholds)),
        forSeconds: row.for_seconds,
        enabled: row.enabled === 1,
      },
    ]),
  );
};

/** Keeps what was edited of a rule, in the place of what was before. */
export const saveEditedRule = async (
  store: Store,
  { cluster, rule }: Pick<AlertRulesTable, 'cluster' | 'rule'>,
  {
    edited,
    ...why
  }: { edited: EditedRule } & Pick<AlertRulesTable, 'reason' | 'set_by' | 'set_at'>,
): Promise<void> => {
  const row = {
    cluster,
    rule,
    thresholds: JSON.stringify(edited.thresholds),
    for_seconds: edited.forSeconds,
    enabled: Number(edited.enabled),
    ...why,
  };
  await store
    .insertInto('alert_rules')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cluster', 'rule']).doUpdateSet(row))
    .execute();
};

/** The silences of a cluster, newest first, also those that have ended; at most 200. */
export const listSilenceRows = (store: Store, cluster: string): Promise<StoredSilence[]> =>
  store
    .selectFrom('alert_silences')
    .selectAll()
    .where('cluster', '=', cluster)
    .orderBy('created_at', 'desc')
    .limit(maximumSilences)
    .execute();

/** The silences of a cluster that hold at a time. */
export const readActiveSilences = async (
  store: Store,
  cluster: string,
  now: number,
): Promise<ActiveSilence[]> => {
  const rows = await store
    .selectFrom('alert_silences')
    .select(['id', 'rule', 'member_id'])
    .where('cluster', '=', cluster)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .execute();
  return rows.map(({ id, rule, member_id }) => ({ id, rule, memberId: member_id }));
};

/**
 * Records a silence, and forgets the oldest of the cluster that have ended. Whether there was room:
 * where all that are kept still hold, nothing is recorded.
 */
export const insertSilence = (store: Store, row: StoredSilence): Promise<boolean> =>
  store.transaction().execute(async (transaction) => {
    const { cluster, created_at: now } = row;
    const active = await readActiveSilences(transaction, cluster, now);
    if (active.length >= maximumSilences) {
      return false;
    }
    const ended = transaction
      .selectFrom('alert_silences')
      .select('id')
      .where('cluster', '=', cluster)
      .where(({ eb, or }) => or([eb('ended_at', 'is not', null), eb('ends_at', '<=', now)]));
    const kept = ended.orderBy('created_at', 'desc').limit(maximumSilences - active.length - 1);
    await transaction
      .deleteFrom('alert_silences')
      .where('id', 'in', ended)
      .where('id', 'not in', kept)
      .execute();
    await transaction.insertInto('alert_silences').values(row).execute();
    return true;
  });

/** Ends a silence that holds; whether there was one. */
export const endSilence = async (
  store: Store,
  { cluster, id }: Pick<StoredSilence, 'cluster' | 'id'>,
  now: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await store
    .updateTable('alert_silences')
    .set({ ended_at: now })
    .where('cluster', '=', cluster)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
