import 'server-only';
import type { RevisionPoint } from '@/lib/domain/history/revision-times';
import { stepOf } from './samples';
import type { Store } from './store';

const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;

/** Past this age one point of each such span is kept; past the last of them one an hour. */
const thinning = [
  { age: hourMilliseconds, step: minuteMilliseconds },
  { age: 25 * hourMilliseconds, step: 5 * minuteMilliseconds },
  { age: 7 * 24 * hourMilliseconds, step: hourMilliseconds },
];

const retentionMilliseconds = 30 * 24 * hourMilliseconds;

/** The most points of a cluster that are read: more than thinning leaves of a month. */
const maximumPoints = 10_000;

/** Notes at which moments which revision of a cluster was seen, in their order. */
export const insertRevisionPoints = async (
  store: Store,
  cluster: string,
  points: readonly RevisionPoint[],
): Promise<void> => {
  const rows = points.map(({ time, revision }) => ({ cluster, time, revision: String(revision) }));
  await store.insertInto('revision_times').values(rows).execute();
};

/** What was noted of a cluster, in the order of noting; the newest 10,000. */
export const readRevisionPoints = async (
  store: Store,
  cluster: string,
): Promise<RevisionPoint[]> => {
  const rows = await store
    .selectFrom('revision_times')
    .select(['time', 'revision'])
    .where('cluster', '=', cluster)
    .orderBy('id', 'desc')
    .limit(maximumPoints)
    .execute();
  return rows.reverse().map(({ time, revision }) => ({ time, revision: BigInt(revision) }));
};

/**
 * Bounds what is kept: every point of an hour, then the last one of each minute, of each five
 * minutes after a day, of each hour after a week, and nothing after a month.
 */
export const thinRevisionTimes = async (store: Store, now: number): Promise<void> => {
  await store
    .deleteFrom('revision_times')
    .where('time', '<', now - retentionMilliseconds)
    .execute();
  for (const { age, step } of thinning) {
    const kept = store
      .selectFrom('revision_times')
      .select((expression) => expression.fn.max('id').as('id'))
      .where('time', '<', now - age)
      .groupBy(['cluster', stepOf(step)]);
    await store
      .deleteFrom('revision_times')
      .where('time', '<', now - age)
      .where('id', 'not in', kept)
      .execute();
  }
};
