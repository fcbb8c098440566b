import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { nextOwner } from './sample-owners';
import type { SampleOwner } from './samples';
import type { Store } from './store';

/** How long samples must have gone on after a leap of the clock before the leap counts. */
const probationMilliseconds = 3 * 24 * 3_600_000;

/**
 * The time by which to tell what is old enough to be deleted. A clock that is set ahead by a month
 * would make all history old at once. So time that no sample is of, such as that a clock leapt over
 * or a machine was off for, counts only once samples were stored for three days after it.
 *
 * @param now milliseconds since 1970, as our clock says
 */
export const trustedNow = async (store: Store, now: number): Promise<number> => {
  const until = now - probationMilliseconds;
  let before = Number.NEGATIVE_INFINITY;
  for await (const owner of ownersOf(store)) {
    before = Math.max(before, (await newestUntil(store, owner, until)) ?? before);
  }
  if (!Number.isFinite(before)) {
    return now;
  }
  let after = now;
  for await (const owner of ownersOf(store)) {
    after = Math.min(after, (await oldestAfter(store, owner, until)) ?? after);
  }
  return before + now - after;
};

/** Every member that has samples, with a turn for others in between. */
const ownersOf = async function* (store: Store): AsyncGenerator<SampleOwner> {
  for (
    let owner = await nextOwner(store, undefined);
    owner !== undefined;
    owner = await nextOwner(store, owner)
  ) {
    yield owner;
    await nextTurn();
  }
};

const timesOf = (store: Store, { cluster, memberId }: SampleOwner) =>
  store
    .selectFrom('samples')
    .select('time')
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId)
    .limit(1);

const newestUntil = async (
  store: Store,
  owner: SampleOwner,
  until: number,
): Promise<number | undefined> =>
  (
    await timesOf(store, owner)
      .where('time', '<=', until)
      .orderBy('time', 'desc')
      .executeTakeFirst()
  )?.time;

const oldestAfter = async (
  store: Store,
  owner: SampleOwner,
  after: number,
): Promise<number | undefined> =>
  (await timesOf(store, owner).where('time', '>', after).orderBy('time').executeTakeFirst())?.time;
