import 'server-only';
import type { Store } from './store';
import type { ClusterSettingsTable } from './tables/cluster-settings';

/** What was last set for a cluster; undefined where nobody ever set anything. */
export const findClusterSettings = (
  store: Store,
  cluster: string,
): Promise<ClusterSettingsTable | undefined> =>
  store
    .selectFrom('cluster_settings')
    .selectAll()
    .where('cluster', '=', cluster)
    .executeTakeFirst();

/** Keeps what was set for a cluster, in the place of what was set before. */
export const saveClusterSettings = async (
  store: Store,
  row: ClusterSettingsTable,
): Promise<void> => {
  await store
    .insertInto('cluster_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('cluster').doUpdateSet(row))
    .execute();
};
