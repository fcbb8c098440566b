import 'server-only';
import type { AlertHistory, AlertHistoryQuery } from '@/lib/domain/api/alerts';
import { clusterConnection } from '../etcd/cluster-connections';
import { readActiveSilences } from '../store/alert-settings';
import { listFiredAlerts } from '../store/alerts';
import { store } from '../store/store';
import { describeAlert } from './describe-alert';

/** A page of the alerts of a cluster that have fired, newest first. */
export const listAlertHistory = async (
  cluster: string,
  { cursor, rule, limit }: AlertHistoryQuery,
): Promise<AlertHistory> => {
  clusterConnection(cluster);
  const [found, silences] = await Promise.all([
    listFiredAlerts(store(), cluster, {
      before: cursor === undefined ? undefined : Number(cursor),
      rule,
      limit: limit + 1,
    }),
    readActiveSilences(store(), cluster, Date.now()),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    alerts: page.map((alert) => describeAlert(alert, silences)),
    next: last === undefined ? null : String(last.id),
  };
};
