import 'server-only';
import { sql } from 'kysely';
import type { SampleOwner } from './samples';
import type { Store } from './store';

/** The member after another in the order of the index; a search each, no walk over all rows. */
export const nextOwner = async (
  store: Store,
  after: SampleOwner | undefined,
): Promise<SampleOwner | undefined> => {
  const { cluster = '', memberId = '' } = after ?? {};
  const row = await store
    .selectFrom('samples')
    .select(['cluster', 'member_id'])
    .where(sql<boolean>`(cluster, member_id) > (${cluster}, ${memberId})`)
    .orderBy('cluster')
    .orderBy('member_id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { cluster: row.cluster, memberId: row.member_id };
};
