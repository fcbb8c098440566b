import 'server-only';
import type { Severity } from '@/lib/domain/api/alerts';
import { clusterAlerts } from './alert-engines';

/** How many alerts of a cluster fire now, by severity; from memory, silenced ones too. */
export const runningAlerts = async (cluster: string): Promise<Record<Severity, number>> => {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { rule, live } of (await clusterAlerts(cluster).standings()).values()) {
    counts[rule.severity] += live.filter(({ firedAt }) => firedAt !== null).length;
  }
  return counts;
};
