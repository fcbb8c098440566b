import 'server-only';
import { z } from 'zod';
import type { LiveAlert } from '@/lib/domain/alerts/advance-alerts';
import type { Severity } from '@/lib/domain/api/alerts';
import type { Store } from './store';
import type { AlertsTable } from './tables/alerts';

/** Ended alerts are kept for so long, and of a cluster at most so many. */
const keptMilliseconds = 90 * 24 * 3_600_000;
const keptAlerts = 5000;

const maximumMarks = 200;

/** How often it is noted that a cluster was evaluated. */
const noteMilliseconds = 60_000;

const labelsSchema = z.record(z.string(), z.string());
const namesSchema = z.array(z.string());

/** An alert as stored; times in milliseconds since 1970. */
export type StoredAlert = LiveAlert & {
  id: number;
  cluster: string;
  rule: string;
  severity: Severity;
  memberName: string | null;
  endedAt: number | null;
  /** Names of the receivers that were told that it fires. */
  told: readonly string[];
};

type AlertRow = Omit<AlertsTable, 'id'> & { id: number };

/** The row of an alert as it is now. */
const rowOf = (alert: Omit<StoredAlert, 'id'>): Omit<AlertRow, 'id'> => ({
  cluster: alert.cluster,
  rule: alert.rule,
  severity: alert.severity,
  member_id: alert.memberId,
  member_name: alert.memberName,
  labels: JSON.stringify(alert.labels),
  value: alert.value !== null && Number.isFinite(alert.value) ? alert.value : null,
  active_at: alert.activeAt,
  fired_at: alert.firedAt,
  ended_at: alert.endedAt,
  told: JSON.stringify(alert.told),
});

const alertOf = (row: AlertRow): StoredAlert => ({
  id: row.id,
  cluster: row.cluster,
  rule: row.rule,
  severity: row.severity,
  memberId: row.member_id,
  memberName: row.member_name,
  labels: labelsSchema.parse(JSON.parse(row.labels)),
  value: row.value,
  activeAt: row.active_at,
  firedAt: row.fired_at,
  endedAt: row.ended_at,
  told: namesSchema.parse(JSON.parse(row.told)),
});

/** Records an alert that begins, and gives its id. */
export const insertAlert = async (
  store: Store,
  alert: Omit<StoredAlert, 'id'>,
): Promise<number> => {
  const { id } = await store
    .insertInto('alerts')
    .values(rowOf(alert))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** Records what an alert has become. */
export const updateAlert = async (store: Store, { id, ...alert }: StoredAlert): Promise<void> => {
  await store.updateTable('alerts').set(rowOf(alert)).where('id', '=', id).execute();
};

/** Forgets an alert that ended before it fired. */
export const deleteAlert = async (store: Store, id: number): Promise<void> => {
  await store.deleteFrom('alerts').where('id', '=', id).execute();
};

/** The alerts of a cluster, or of all, that have begun and not ended. */
export const readLiveAlerts = async (store: Store, cluster?: string): Promise<StoredAlert[]> => {
  let query = store.selectFrom('alerts').selectAll().where('ended_at', 'is', null).orderBy('id');
  if (cluster !== undefined) {
    query = query.where('cluster', '=', cluster);
  }
  return (await query.execute()).map(alertOf);
};

/** Some alerts by their ids. */
export const findAlerts = async (store: Store, ids: readonly number[]): Promise<StoredAlert[]> => {
  if (ids.length === 0) {
    return [];
  }
  const rows = await store.selectFrom('alerts').selectAll().where('id', 'in', ids).execute();
  return rows.map(alertOf);
};

/** Where an alert stands in the order in which they fired; milliseconds since 1970. */
export type FiredPlace = { firedAt: number; id: number };

/** Which alerts of the past to read: fired before another one, of one rule. */
export type AlertFilter = { before?: FiredPlace; rule?: string; limit: number };

/** The alerts of a cluster that have fired, the last to fire first. */
export const listFiredAlerts = async (
  store: Store,
  cluster: string,
  { before, rule, limit }: AlertFilter,
): Promise<StoredAlert[]> => {
  let query = store
    .selectFrom('alerts')
    .selectAll()
    .where('cluster', '=', cluster)
    .where('fired_at', 'is not', null)
    .orderBy('fired_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('fired_at', 'id'), '<', tuple(before.firedAt, before.id)),
    );
  }
  if (rule !== undefined) {
    query = query.where('rule', '=', rule);
  }
  return (await query.execute()).map(alertOf);
};

/** An alert that began to fire, for the time axis of charts. */
export type AlertMark = { time: number; rule: string; memberName: string | null };

/** The newest alerts that began to fire in a range of time, ascending, at most 200. */
export const readAlertMarks = async (
  store: Store,
  { cluster, from, to }: { cluster: string; from: number; to: number },
): Promise<AlertMark[]> => {
  const rows = await store
    .selectFrom('alerts')
    .select(['fired_at', 'rule', 'member_name'])
    .where('cluster', '=', cluster)
    .where('fired_at', '>=', from)
    .where('fired_at', '<=', to)
    .orderBy('fired_at', 'desc')
    .limit(maximumMarks)
    .execute();
  return rows
    .reverse()
    .map((row) => ({ time: row.fired_at ?? from, rule: row.rule, memberName: row.member_name }));
};

/** Forgets what ended long ago, and the oldest where there are too many. */
export const pruneAlerts = async (store: Store, cluster: string, now: number): Promise<void> => {
  const kept = store
    .selectFrom('alerts')
    .select('id')
    .where('cluster', '=', cluster)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(keptAlerts);
  await store
    .deleteFrom('alerts')
    .where('cluster', '=', cluster)
    .where('ended_at', 'is not', null)
    .where(({ eb, or }) =>
      or([eb('ended_at', '<', now - keptMilliseconds), eb('id', 'not in', kept)]),
    )
    .execute();
};

/**
 * Ends the alerts nobody evaluates any more, because their cluster is not configured or there is
 * no such rule: they would be told for ever. Gives those that were ended.
 */
export const endForgottenAlerts = async (
  store: Store,
  known: { clusters: readonly string[]; rules: readonly string[] },
  now: number,
): Promise<StoredAlert[]> => {
  const rows = await store
    .updateTable('alerts')
    .set({ ended_at: now })
    .where('ended_at', 'is', null)
    .where(({ eb, or }) =>
      or([
        eb('cluster', 'not in', [...known.clusters, '']),
        eb('rule', 'not in', [...known.rules, '']),
      ]),
    )
    .returningAll()
    .execute();
  return rows.map(alertOf);
};

/** When a cluster was last evaluated, up to a minute ago; undefined where it never was. */
export const readEvaluatedAt = async (
  store: Store,
  cluster: string,
): Promise<number | undefined> => {
  const row = await store
    .selectFrom('alert_evaluations')
    .select('evaluated_at')
    .where('cluster', '=', cluster)
    .executeTakeFirst();
  return row?.evaluated_at;
};

/** Notes that a cluster was evaluated, once a minute; gives when it was last noted. */
export const noteEvaluation = async (
  store: Store,
  cluster: string,
  { at, noted }: { at: number; noted: number },
): Promise<number> => {
  if (Math.abs(at - noted) < noteMilliseconds) {
    return noted;
  }
  await store
    .insertInto('alert_evaluations')
    .values({ cluster, evaluated_at: at })
    .onConflict((conflict) => conflict.column('cluster').doUpdateSet({ evaluated_at: at }))
    .execute();
  return at;
};
