import 'server-only';
import type { AlertHistory, AlertHistoryQuery } from '@/lib/domain/api/alerts';
import { clusterConnection } from '../etcd/cluster-connections';
import { readActiveSilences } from '../store/alert-settings';
import { type FiredPlace, listFiredAlerts } from '../store/alerts';
import { store } from '../store/store';
import { describeAlert } from './describe-alert';
import { firingAlerts } from './running-alerts';

/** Where a page ended: when its last alert fired, and its id. */
const placeOf = (cursor: string): FiredPlace => {
  const [firedAt, id] = cursor.split('.').map(Number);
  return { firedAt: firedAt ?? 0, id: id ?? 0 };
};

/** A page of the alerts of a cluster that have fired, newest first. */
export const listAlertHistory = async (
  cluster: string,
  { cursor, rule, limit }: AlertHistoryQuery,
): Promise<AlertHistory> => {
  clusterConnection(cluster);
  const [found, silences, firing] = await Promise.all([
    listFiredAlerts(store(), cluster, {
      before: cursor === undefined ? undefined : placeOf(cursor),
      rule,
      limit: limit + 1,
    }),
    readActiveSilences(store(), cluster, Date.now()),
    firingAlerts(cluster),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    alerts: page.map((alert) => describeAlert(alert, { silences, firing })),
    next: last === undefined ? null : `${last.firedAt}.${last.id}`,
  };
};
