import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  fullResolutionMilliseconds,
  retentionMilliseconds,
  thinnedResolutionMilliseconds,
} from '@/lib/domain/metrics/time-steps';
import { nextOwner } from './sample-owners';
import { readSampleBytes } from './sample-storage';
import { insertionOrder, type SampleOwner, stepOf } from './samples';
import type { Store } from './store';

/** SQLite holds the event loop while it deletes, so it is asked for this many rows at a time. */
const pieceRows = 500;

/** How far a layout's time may be behind that of its newest row, and some more. */
const layoutTolerance = 2 * 3_600_000;

/** How samples are thinned. */
export type Thinning = {
  /** Milliseconds since 1970. */
  now: number;
  /** Samples before are thinned already; 0 for none. */
  since: number;
  /** Oldest first, samples are deleted while they take more. */
  limitBytes: number;
  /** Ends thinning after the piece that is under way. */
  signal?: AbortSignal;
};

/**
 * Bounds what is kept: every sample for a day, after that the last one of each five minutes and
 * process life, nothing after thirty days and nothing beyond the limit. Rows are deleted, never
 * averaged, and between pieces others have their turn.
 *
 * @returns up to when samples are thinned now: the next `since`
 */
export const thinSamples = async (store: Store, thinning: Thinning): Promise<number> => {
  const { now, since, limitBytes, signal } = thinning;
  const oldest = now - retentionMilliseconds;
  const until = alignDown(now - fullResolutionMilliseconds);
  for (
    let owner = await nextOwner(store, undefined);
    owner !== undefined && !signal?.aborted;
    owner = await nextOwner(store, owner)
  ) {
    const { cluster, memberId } = owner;
    await deletePieces(signal, () => deleteOld(store, { cluster, memberId, oldest }));
    await thinOwner(store, owner, { ...thinning, since: alignDown(since), until });
    await nextTurn();
  }
  await forgetOld(store, oldest);
  await deletePieces(signal, () => deleteOverLimit(store, limitBytes));
  return signal?.aborted ? since : until;
};

const alignDown = (time: number): number =>
  Math.floor(time / thinnedResolutionMilliseconds) * thinnedResolutionMilliseconds;

/** Deletes pieces until there is nothing to delete, with a turn for others in between. */
const deletePieces = async (
  signal: AbortSignal | undefined,
  deletePiece: () => Promise<bigint>,
): Promise<void> => {
  while (!signal?.aborted && (await deletePiece()) > 0n) {
    await nextTurn();
  }
};

/** Deletes a piece of a member's samples of before a time; gives how many. */
const deleteOld = async (
  store: Store,
  { cluster, memberId, oldest }: SampleOwner & { oldest: number },
): Promise<bigint> => {
  const old = store
    .selectFrom('samples')
    .select(insertionOrder.as('place'))
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId)
    .where('time', '<', oldest)
    .limit(pieceRows);
  const deleted = await store
    .deleteFrom('samples')
    .where(insertionOrder, 'in', old)
    .executeTakeFirst();
  return deleted.numDeletedRows;
};

/** Deletes a piece of what was stored first where all takes more than a limit; gives how many. */
const deleteOverLimit = async (store: Store, limitBytes: number): Promise<bigint> => {
  if ((await readSampleBytes(store)) <= limitBytes) {
    return 0n;
  }
  const first = store
    .selectFrom('samples')
    .select(insertionOrder.as('place'))
    .orderBy(insertionOrder)
    .limit(pieceRows);
  const deleted = await store
    .deleteFrom('samples')
    .where(insertionOrder, 'in', first)
    .executeTakeFirst();
  return deleted.numDeletedRows;
};

/** Marks, members that left, and series that no row has any more. */
const forgetOld = async (store: Store, oldest: number): Promise<void> => {
  await store.deleteFrom('marks').where('time', '<', oldest).execute();
  await store
    .deleteFrom('scrape_targets')
    .where('present', '=', 0)
    .where('seen_at', '<', oldest)
    .execute();
  await store
    .deleteFrom('sample_layouts')
    .where('used_at', '<', oldest - layoutTolerance)
    .execute();
};

const thinOwner = async (
  store: Store,
  { cluster, memberId }: SampleOwner,
  { since, until, signal }: Thinning & { until: number },
): Promise<void> => {
  const ofMember = store
    .selectFrom('samples')
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId);
  const timeOfRow = async (number: number, after: number): Promise<number | undefined> => {
    const row = await ofMember
      .select('time')
      .where('time', '>', after)
      .where('time', '<=', until)
      .orderBy('time')
      .offset(number)
      .limit(1)
      .executeTakeFirst();
    return row?.time;
  };
  let done = since;
  while (!signal?.aborted) {
    const first = await timeOfRow(0, done);
    if (first === undefined) {
      return;
    }
    const after = alignDown(first - 1);
    const next = await timeOfRow(pieceRows, after);
    done =
      next === undefined
        ? until
        : Math.max(alignDown(next - 1), after + thinnedResolutionMilliseconds);
    const kept = ofMember
      .select((expression) => expression.fn.max('time').as('time'))
      .where('time', '>', after)
      .where('time', '<=', done)
      .groupBy([stepOf(thinnedResolutionMilliseconds), 'started', 'clock']);
    await store
      .deleteFrom('samples')
      .where('cluster', '=', cluster)
      .where('member_id', '=', memberId)
      .where('time', '>', after)
      .where('time', '<=', done)
      .where('time', 'not in', kept)
      .execute();
    await nextTurn();
  }
};
