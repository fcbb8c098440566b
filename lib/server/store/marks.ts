import 'server-only';
import type { Store } from './store';
import type { MarksTable } from './tables/samples';

/** Something that happened to a member. */
export type StoredMark = {
  cluster: string;
  /** Milliseconds since 1970. */
  time: number;
  kind: MarksTable['kind'];
  memberId: string;
  memberName: string;
};

const maximumMarks = 200;

/** Kubernetes compacts every five minutes: this many fill a day. */
const maximumCompactions = 300;

/** Notes a mark; the same one again changes nothing. */
export const insertMark = async (store: Store, mark: StoredMark): Promise<void> => {
  await store
    .insertInto('marks')
    .values({
      cluster: mark.cluster,
      time: mark.time,
      kind: mark.kind,
      member_id: mark.memberId,
      member_name: mark.memberName,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const marksOf = (store: Store, cluster: string) =>
  store.selectFrom('marks').selectAll().where('cluster', '=', cluster).orderBy('time', 'desc');

const toMark = (row: MarksTable): StoredMark => ({
  cluster: row.cluster,
  time: row.time,
  kind: row.kind,
  memberId: row.member_id,
  memberName: row.member_name,
});

/**
 * The marks of a range, ascending in time: at most 200, the newest, and the compactions where there
 * are at most 300. More of them could not be told apart on a chart, and a part of them would tell a
 * wrong pace.
 */
export const readMarks = async (
  store: Store,
  { cluster, from, to }: { cluster: string; from: number; to: number },
): Promise<StoredMark[]> => {
  const inRange = marksOf(store, cluster).where('time', '>=', from).where('time', '<=', to);
  const rows = await inRange.where('kind', '!=', 'compaction').limit(maximumMarks).execute();
  const compactions = await inRange
    .where('kind', '=', 'compaction')
    .limit(maximumCompactions + 1)
    .execute();
  return [...rows, ...(compactions.length > maximumCompactions ? [] : compactions)]
    .toSorted((left, right) => left.time - right.time)
    .map(toMark);
};
