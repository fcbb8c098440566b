import 'server-only';
import type { PerformanceChecks } from '@/lib/domain/api/performance';
import { clusterConnection } from '../etcd/cluster-connections';
import { listPerformanceChecks } from '../store/performance-checks';
import { store } from '../store/store';

/** The checks of a cluster that are kept, newest first. Throws `unknown_cluster`. */
export const listChecks = async (cluster: string): Promise<PerformanceChecks> => {
  clusterConnection(cluster);
  return { checks: await listPerformanceChecks(store(), cluster) };
};
