import 'server-only';
import type { AlertStep } from '@/lib/domain/alerts/advance-alerts';
import type { AlertRule } from '@/lib/domain/alerts/alert-rule';
import { type FiringAlert, inhibitorOf } from '@/lib/domain/alerts/inhibitor-of';
import { type ActiveSilence, silenceOf } from '@/lib/domain/alerts/silence-of';
import { enqueueMessages } from '../store/alert-outbox';
import { deleteAlert, insertAlert, type StoredAlert, updateAlert } from '../store/alerts';
import type { Store } from '../store/store';

/** Whose alerts are recorded, and who hears of them. */
export type StepContext = {
  store: Store;
  cluster: string;
  at: number;
  rule: Pick<AlertRule, 'id' | 'severity'>;
  silences: readonly ActiveSilence[];
  /** All alerts of the cluster that fire, of every rule. */
  firing: readonly FiringAlert[];
  /** Whether values are written that changed, and nothing else. */
  withValues: boolean;
  memberNameOf: (memberId: string) => string | null;
  /** Names of the receivers that hear of this rule. */
  receivers: readonly string[];
};

/** What a step left, and whether anything in it is news. */
export type RecordedStep = { live: StoredAlert[]; changed: boolean };

const isStored = (alert: object): alert is StoredAlert => 'id' in alert;

const tell = (
  { store, at }: StepContext,
  message: { alertId: number; kind: 'firing' | 'resolved' },
  receivers: readonly string[],
): Promise<void> => enqueueMessages(store, receivers, { ...message, createdAt: at });

const recordGoing = async (
  context: StepContext,
  alert: AlertStep<StoredAlert>['going'][number],
  before: StoredAlert | undefined,
): Promise<{ alert: StoredAlert; changed: boolean }> => {
  const { store, rule, silences } = context;
  const isQuiet =
    silenceOf(silences, rule.id, alert) !== undefined ||
    inhibitorOf({ ...alert, rule: rule.id }, context.firing) !== undefined;
  const told = before?.told ?? [];
  const isTold = alert.firedAt !== null && !isQuiet;
  const toTell = isTold ? context.receivers.filter((name) => !told.includes(name)) : [];
  const { memberId } = alert;
  const now = {
    cluster: context.cluster,
    rule: rule.id,
    severity: rule.severity,
    memberName: memberId === null ? null : context.memberNameOf(memberId),
    endedAt: null,
    ...alert,
    told: [...told, ...toTell],
  };
  const changed = before === undefined || before.firedAt !== now.firedAt || toTell.length > 0;
  const id = isStored(alert) ? alert.id : await insertAlert(store, now);
  const stored = { ...now, id };
  const isNewValue = context.withValues && before?.value !== now.value;
  if (before !== undefined && (changed || isNewValue)) {
    await updateAlert(store, stored);
  }
  await tell(context, { alertId: id, kind: 'firing' }, toTell);
  return { alert: stored, changed };
};

/**
 * Stores what an evaluation changed, together with the messages that tell it: within one
 * transaction, so that a crash loses neither. An alert that fires while it is silenced, or while a
 * higher step of the same fact fires, is told once that ends, and to a receiver that is new; its end
 * is told only where its beginning was.
 */
export const recordStep = async (
  context: StepContext,
  before: readonly StoredAlert[],
  { going, resolved, dropped }: AlertStep<StoredAlert>,
): Promise<RecordedStep> => {
  const live: StoredAlert[] = [];
  let changed = resolved.length > 0 || dropped.length > 0;
  for (const alert of going) {
    const known = isStored(alert) ? before.find(({ id }) => id === alert.id) : undefined;
    const recorded = await recordGoing(context, alert, known);
    live.push(recorded.alert);
    changed ||= recorded.changed;
  }
  for (const alert of resolved) {
    await updateAlert(context.store, { ...alert, endedAt: context.at });
    await tell(context, { alertId: alert.id, kind: 'resolved' }, alert.told);
  }
  for (const alert of dropped) {
    await deleteAlert(context.store, alert.id);
  }
  return { live, changed };
};
