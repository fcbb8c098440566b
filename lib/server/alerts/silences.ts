import 'server-only';
import { randomUUID } from 'node:crypto';
import { findRule } from '@/lib/domain/alerts/rules';
import type { Silence, SilenceRequest } from '@/lib/domain/api/alerts';
import { AppError } from '@/lib/domain/errors';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import {
  endSilence,
  insertSilence,
  listSilenceRows,
  maximumSilences,
  type StoredSilence,
} from '../store/alert-settings';
import { readTargets } from '../store/scrape-targets';
import { store } from '../store/store';
import { clusterAlerts } from './alert-engines';
import { evaluateNow } from './evaluate-now';

const longestMilliseconds = 366 * 24 * 3_600_000;

const timeOf = (time: number): string => new Date(time).toISOString();

const describeSilence = (row: StoredSilence): Silence => ({
  id: row.id,
  rule: row.rule,
  memberId: row.member_id,
  reason: row.reason,
  createdBy: row.created_by,
  createdAt: timeOf(row.created_at),
  endsAt: timeOf(row.ends_at),
  endedAt: row.ended_at === null ? null : timeOf(row.ended_at),
});

/** The silences of a cluster, newest first, also those that have ended. */
export const listSilences = async (cluster: string): Promise<{ silences: Silence[] }> => {
  clusterConnection(cluster);
  return { silences: (await listSilenceRows(store(), cluster)).map(describeSilence) };
};

/**
 * A silence of nobody would pass for one that works. Members are those that were ever scraped, and
 * whoever else has an alert: Prometheus may name members we do not know.
 */
const checkMember = async (cluster: string, memberId: string): Promise<void> => {
  const [targets, standings] = await Promise.all([
    readTargets(store(), cluster),
    clusterAlerts(cluster).standings(),
  ]);
  const live = [...standings.values()].flatMap((standing) => standing.live);
  const isKnown = [...targets, ...live].some((known) => known.memberId === memberId);
  if (!isKnown && targets.length > 0) {
    throw new AppError('invalid_input', { detail: 'The cluster has no member of this id.' });
  }
};

/**
 * Keeps alerts from being told until a time. Throws AppError `invalid_input` for a rule or a member
 * there is not, and for an end that is past or more than a year away, `too_many_silences` where no
 * more are taken.
 */
export const startSilence = async (
  { identity }: Pick<RequestContext, 'identity'>,
  cluster: string,
  { rule, memberId, reason, endsAt }: SilenceRequest,
): Promise<Silence> => {
  clusterConnection(cluster);
  const now = Date.now();
  const end = Date.parse(endsAt);
  if (rule !== undefined && findRule(rule) === undefined) {
    throw new AppError('invalid_input', { detail: 'There is no rule of this id.' });
  }
  if (!(end > now && end <= now + longestMilliseconds)) {
    throw new AppError('invalid_input', {
      detail: 'A silence must end in the future, within a year.',
    });
  }
  if (memberId !== undefined) {
    await checkMember(cluster, memberId);
  }
  const row = {
    id: randomUUID(),
    cluster,
    rule: rule ?? null,
    member_id: memberId ?? null,
    reason,
    created_by: identity.username,
    created_at: now,
    ends_at: end,
    ended_at: null,
  };
  if (!(await insertSilence(store(), row))) {
    throw new AppError('too_many_silences', {
      detail: `${maximumSilences} silences of the cluster are in force; end those not needed.`,
      parameters: { limit: maximumSilences },
    });
  }
  evaluateNow(cluster);
  return describeSilence(row);
};

/** Ends a silence before its time. Throws AppError `not_found` where none of the id holds. */
export const stopSilence = async (cluster: string, id: string): Promise<void> => {
  clusterConnection(cluster);
  if (!(await endSilence(store(), { cluster, id }, Date.now()))) {
    throw new AppError('not_found', { detail: 'No silence of this id holds any more.' });
  }
  evaluateNow(cluster);
};
