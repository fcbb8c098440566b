import 'server-only';
import type { PerformanceCheck } from '@/lib/domain/api/performance';
import { performanceResultSchema } from '@/lib/domain/api/performance';
import { loads } from '@/lib/domain/performance/loads';
import type { Store } from './store';
import type { PerformanceChecksTable } from './tables/performance-checks';

/** Only so many checks of a cluster are kept, the newest. */
const keptChecks = 20;

/** Records a check before it writes anything, and forgets the oldest ones without keys left. */
export const insertPerformanceCheck = async (
  store: Store,
  check: Omit<PerformanceChecksTable, 'cleaned' | 'result'>,
): Promise<void> => {
  const { cluster } = check;
  await store
    .insertInto('performance_checks')
    .values({ ...check, cleaned: 0, result: null })
    .execute();
  const kept = store
    .selectFrom('performance_checks')
    .select('id')
    .where('cluster', '=', cluster)
    .orderBy('id', 'desc')
    .limit(keptChecks);
  await store
    .deleteFrom('performance_checks')
    .where('cluster', '=', cluster)
    .where('cleaned', '=', 1)
    .where('id', 'not in', kept)
    .execute();
};

/** Records what a check measured. */
export const storePerformanceResult = async (
  store: Store,
  id: string,
  result: NonNullable<PerformanceCheck['result']>,
): Promise<void> => {
  await store
    .updateTable('performance_checks')
    .set({ result: JSON.stringify(result) })
    .where('id', '=', id)
    .execute();
};

/** Records that the keys of a check are gone. */
export const markPerformanceCheckCleaned = async (store: Store, id: string): Promise<void> => {
  await store.updateTable('performance_checks').set({ cleaned: 1 }).where('id', '=', id).execute();
};

/**
 * Checks that have ended, of whichever process, and whose keys may still be there: those of the
 * ones that ended after a time (RFC 3339) too, because a put may reach a member late.
 */
export const listUncleanedChecks = (
  store: Store,
  endedAfter: string,
): Promise<Pick<PerformanceChecksTable, 'id' | 'cluster' | 'load' | 'seconds' | 'prefix'>[]> =>
  store
    .selectFrom('performance_checks')
    .innerJoin('operations', 'operations.id', 'performance_checks.id')
    .select(['performance_checks.id', 'performance_checks.cluster', 'load', 'seconds', 'prefix'])
    .where(({ eb, or }) => or([eb('cleaned', '=', 0), eb('operations.ended_at', '>', endedAfter)]))
    .where('operations.state', '!=', 'running')
    .execute();

const checksOf = (store: Store, cluster: string) =>
  store
    .selectFrom('performance_checks')
    .innerJoin('operations', 'operations.id', 'performance_checks.id')
    .select([
      'performance_checks.id',
      'load',
      'seconds',
      'prefix',
      'cleaned',
      'result',
      'operations.state',
      'operations.started_by',
      'operations.started_at',
      'operations.ended_at',
    ])
    .where('performance_checks.cluster', '=', cluster)
    .orderBy('performance_checks.id', 'desc')
    .limit(keptChecks);

type CheckRow = Awaited<ReturnType<ReturnType<typeof checksOf>['execute']>>[number];

const checkOf = (row: CheckRow): PerformanceCheck => ({
  id: row.id,
  load: row.load,
  seconds: row.seconds,
  ...loads[row.load],
  prefix: row.prefix,
  cleaned: row.cleaned === 1,
  state: row.state,
  startedBy: row.started_by,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  result: row.result === null ? null : performanceResultSchema.parse(JSON.parse(row.result)),
});

/** The checks of a cluster that are kept, newest first. */
export const listPerformanceChecks = async (
  store: Store,
  cluster: string,
): Promise<PerformanceCheck[]> => (await checksOf(store, cluster).execute()).map(checkOf);
