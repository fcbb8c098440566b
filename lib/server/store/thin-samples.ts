import 'server-only';
import {
  fullResolutionMilliseconds,
  retentionMilliseconds,
  thinnedResolutionMilliseconds,
} from '@/lib/domain/metrics/time-steps';
import { stepOf } from './samples';
import type { Store } from './store';

/**
 * Bounds what is kept: every sample for a day, after that the last one of each five minutes and
 * process life, nothing after thirty days. Rows are deleted, never averaged.
 */
export const thinSamples = async (store: Store, now: number): Promise<void> => {
  const oldest = now - retentionMilliseconds;
  await store.deleteFrom('samples').where('time', '<', oldest).execute();
  await store.deleteFrom('marks').where('time', '<', oldest).execute();
  await store
    .deleteFrom('scrape_targets')
    .where('present', '=', 0)
    .where('seen_at', '<', oldest)
    .execute();
  const owners = await store
    .selectFrom('samples')
    .select(['cluster', 'member_id'])
    .distinct()
    .execute();
  for (const owner of owners) {
    await thinOwner(store, owner, now - fullResolutionMilliseconds);
  }
  await store
    .deleteFrom('sample_layouts')
    .where('id', 'not in', store.selectFrom('samples').select('layout_id').distinct())
    .execute();
};

const thinOwner = async (
  store: Store,
  owner: { cluster: string; member_id: string },
  before: number,
): Promise<void> => {
  const kept = store
    .selectFrom('samples')
    .select((expression) => expression.fn.max('time').as('time'))
    .where('cluster', '=', owner.cluster)
    .where('member_id', '=', owner.member_id)
    .where('time', '<', before)
    .groupBy([stepOf(thinnedResolutionMilliseconds), 'started']);
  await store
    .deleteFrom('samples')
    .where('cluster', '=', owner.cluster)
    .where('member_id', '=', owner.member_id)
    .where('time', '<', before)
    .where('time', 'not in', kept)
    .execute();
};
