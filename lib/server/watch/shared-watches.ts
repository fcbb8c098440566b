import 'server-only';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { sharedInstance } from '../shared-instance';
import { ClusterWatches, type WatchBudget } from './cluster-watches';
import type { WatchListener } from './watch-news';

/** etcd keeps state for each, and each sends all values under its prefix to this process. */
const mostWatches = 100;

type SharedWatches = { clusters: Map<string, ClusterWatches>; budget: WatchBudget };

const sharedWatches = (): SharedWatches =>
  sharedInstance('watches', () => ({
    clusters: new Map(),
    budget: { open: 0, most: mostWatches },
  }));

/**
 * Follows all keys of a cluster with a prefix through an etcd watch that is shared in this process;
 * gives back how to stop. Beyond 100 watches the listener is told `refused`.
 */
export const followPrefix = (
  connection: ClusterConnection,
  prefix: Uint8Array,
  listener: WatchListener,
): (() => void) => {
  const { clusters, budget } = sharedWatches();
  const { name } = connection.config;
  const watches = clusters.get(name) ?? new ClusterWatches({ connection, budget });
  clusters.set(name, watches);
  return watches.follow(prefix, listener);
};

/** Ends every watch of this process; resolves once no stream is left. */
export const stopWatches = async (): Promise<void> => {
  const { clusters } = sharedWatches();
  await Promise.all([...clusters.values()].map((watches) => watches.stop()));
};
