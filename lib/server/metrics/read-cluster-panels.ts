import 'server-only';
import type { Panels } from '@/lib/domain/api/metrics';
import { configuration } from '../config/load-configuration';
import { clusterConnection } from '../etcd/cluster-connections';
import { store } from '../store/store';
import { type PanelsQuery, readPanels } from './read-panels';

/** Panels of a configured cluster. Throws AppError `unknown_cluster` and as `readPanels` does. */
export const readClusterPanels = (cluster: string, query: PanelsQuery): Promise<Panels> => {
  const { config } = clusterConnection(cluster);
  return readPanels(
    {
      store: store(),
      cluster: config.name,
      intervalMilliseconds: configuration().scrapeIntervalSeconds * 1000,
      now: Date.now(),
    },
    query,
  );
};
