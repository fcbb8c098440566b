import 'server-only';
import type { Overview } from '@/lib/domain/api/overview';
import { worstFirst } from '@/lib/domain/etcd/worst-first';
import { clusterConnections } from '../etcd/cluster-connections';
import { readOverview } from './read-overview';

/** The overview of every configured cluster, worst first. */
export const listOverviews = async (signal?: AbortSignal): Promise<Overview[]> => {
  const names = clusterConnections().map(({ config }) => config.name);
  return worstFirst(await Promise.all(names.map((name) => readOverview(name, signal))));
};
