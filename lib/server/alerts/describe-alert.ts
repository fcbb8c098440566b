import 'server-only';
import { type FiringAlert, inhibitorOf } from '@/lib/domain/alerts/inhibitor-of';
import { type ActiveSilence, silenceOf } from '@/lib/domain/alerts/silence-of';
import type { Alert } from '@/lib/domain/api/alerts';
import type { StoredAlert } from '../store/alerts';

const timeOf = (time: number): string => new Date(time).toISOString();

/** What keeps alerts of a cluster from being told at present. */
export type Quiet = { silences: readonly ActiveSilence[]; firing: readonly FiringAlert[] };

/** An alert as the API tells it, with what keeps it from being told at present. */
export const describeAlert = (alert: StoredAlert, { silences, firing }: Quiet): Alert => {
  const { firedAt, endedAt, value } = alert;
  const isFiring = firedAt !== null;
  const silence = endedAt === null ? silenceOf(silences, alert.rule, alert) : undefined;
  return {
    id: String(alert.id),
    rule: alert.rule,
    cluster: alert.cluster,
    severity: alert.severity,
    state: endedAt === null ? (isFiring ? 'firing' : 'pending') : 'resolved',
    memberId: alert.memberId,
    memberName: alert.memberName,
    labels: { ...alert.labels },
    value: value !== null && Number.isFinite(value) ? value : null,
    activeAt: timeOf(alert.activeAt),
    firedAt: firedAt === null ? null : timeOf(firedAt),
    endedAt: endedAt === null ? null : timeOf(endedAt),
    silencedBy: silence?.id ?? null,
    inhibitedBy: (endedAt === null && isFiring ? inhibitorOf(alert, firing) : undefined) ?? null,
  };
};
