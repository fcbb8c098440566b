import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { configuration } from '../config/load-configuration';
import { sharedInstance } from '../shared-instance';
import type { ClusterConnection } from './cluster-connection';
import { connectCluster } from './connect-cluster';

const connections = (): Map<string, ClusterConnection> =>
  sharedInstance(
    'cluster-connections',
    () => new Map(configuration().clusters.map((config) => [config.name, connectCluster(config)])),
  );

/** The connections of every configured cluster, in the order of the configuration. */
export const clusterConnections = (): ClusterConnection[] => [...connections().values()];

/** The connection of one cluster. Throws AppError `unknown_cluster`. */
export const clusterConnection = (name: string): ClusterConnection => {
  const connection = connections().get(name);
  if (connection === undefined) {
    throw new AppError('unknown_cluster', {
      detail: 'There is no cluster of this name in the configuration.',
    });
  }
  return connection;
};
