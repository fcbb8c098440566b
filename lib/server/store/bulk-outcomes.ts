import 'server-only';
import type { Store } from './store';
import type { BulkOutcomesTable } from './tables/bulk';

const keptOutcomes = 1_000;

/** Keeps how a bulk change ended, and forgets the oldest above a thousand. */
export const insertBulkOutcome = async (store: Store, row: BulkOutcomesTable): Promise<void> => {
  await store.insertInto('bulk_outcomes').values(row).execute();
  const oldest = await store
    .selectFrom('bulk_outcomes')
    .select('operation')
    .orderBy('operation', 'desc')
    .offset(keptOutcomes)
    .limit(1)
    .executeTakeFirst();
  if (oldest !== undefined) {
    await store.deleteFrom('bulk_outcomes').where('operation', '<=', oldest.operation).execute();
  }
};

/** The JSON of how a bulk change of a cluster ended; undefined where there is none. */
export const findBulkOutcome = async (
  store: Store,
  cluster: string,
  operation: string,
): Promise<string | undefined> => {
  const row = await store
    .selectFrom('bulk_outcomes')
    .select('outcome')
    .where('operation', '=', operation)
    .where('cluster', '=', cluster)
    .executeTakeFirst();
  return row?.outcome;
};
