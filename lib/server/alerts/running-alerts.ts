import 'server-only';
import type { Severity } from '@/lib/domain/api/alerts';
import type { StoredAlert } from '../store/alerts';
import { clusterAlerts } from './alert-engines';

/** The alerts of a cluster that fire now, of all rules; from memory, silenced ones too. */
export const firingAlerts = async (cluster: string): Promise<StoredAlert[]> => {
  const standings = await clusterAlerts(cluster).standings();
  return [...standings.values()].flatMap(({ live }) =>
    live.filter(({ firedAt }) => firedAt !== null),
  );
};

/** How many alerts of a cluster fire now, by severity; from memory, silenced ones too. */
export const runningAlerts = async (cluster: string): Promise<Record<Severity, number>> => {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of await firingAlerts(cluster)) {
    counts[severity] += 1;
  }
  return counts;
};
