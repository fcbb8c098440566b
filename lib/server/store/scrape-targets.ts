import 'server-only';
import type { Scrape } from '@/lib/domain/api/metrics';
import type { Store } from './store';

/** A member of a cluster, by hex id. */
export type TargetMember = { cluster: string; memberId: string; memberName: string };

/** How one scrape went; a failure is a code of `lib/domain/errors` or of our own. */
export type ScrapeOutcome = { at: number; milliseconds: number } & (
  | {
      failure: undefined;
      url: string;
      /** As they came, compressed where the member does that. */
      bytes: number;
      /** Of the page itself. */
      pageBytes: number;
    }
  | { failure: string; url: string | null }
);

/** The last scrape of a member that is, or was, in the cluster. */
export type ScrapeTarget = Scrape & { present: boolean };

/** Notes who is in the cluster now: whoever is not named has left. */
export const recordMembers = async (
  store: Store,
  cluster: string,
  members: readonly TargetMember[],
  now: number,
): Promise<void> => {
  const ids = members.map((member) => member.memberId);
  await store
    .updateTable('scrape_targets')
    .set({ present: 0, seen_at: now })
    .where('cluster', '=', cluster)
    .where('present', '=', 1)
    .where('member_id', 'not in', ids)
    .execute();
  for (const { memberId, memberName } of members) {
    await store
      .insertInto('scrape_targets')
      .values({
        cluster,
        member_id: memberId,
        member_name: memberName,
        present: 1,
        seen_at: now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['cluster', 'member_id'])
          .doUpdateSet({ member_name: memberName, present: 1, seen_at: now }),
      )
      .execute();
  }
};

/** Notes how a scrape went; a failure leaves what the last good one said. */
export const recordScrape = async (
  store: Store,
  { cluster, memberId }: Pick<TargetMember, 'cluster' | 'memberId'>,
  outcome: ScrapeOutcome,
): Promise<void> => {
  const update =
    outcome.failure === undefined
      ? {
          url: outcome.url,
          last_at: outcome.at,
          bytes: outcome.bytes,
          page_bytes: outcome.pageBytes,
          milliseconds: outcome.milliseconds,
          failure: null,
        }
      : { url: outcome.url, failure: outcome.failure };
  await store
    .updateTable('scrape_targets')
    .set(update)
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId)
    .execute();
};

/** The members of a cluster, present ones first, then by name. */
export const readTargets = async (store: Store, cluster: string): Promise<ScrapeTarget[]> => {
  const rows = await store
    .selectFrom('scrape_targets')
    .selectAll()
    .where('cluster', '=', cluster)
    .orderBy('present', 'desc')
    .orderBy('member_name')
    .execute();
  return rows.map((row) => ({
    memberId: row.member_id,
    memberName: row.member_name,
    present: row.present === 1,
    url: row.url,
    lastAt: row.last_at === null ? null : new Date(row.last_at).toISOString(),
    bytes: row.bytes,
    pageBytes: row.page_bytes,
    milliseconds: row.milliseconds,
    failure: row.failure,
  }));
};
