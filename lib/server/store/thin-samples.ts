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
  await deleteWhile(store, signal, async () => ({ olderThan: oldest }));
  await forgetOld(store, oldest);
  const until = alignDown(now - fullResolutionMilliseconds);
  for (
    let owner = await nextOwner(store, undefined);
    owner !== undefined && !signal?.aborted;
    owner = await nextOwner(store, owner)
  ) {
    await thinOwner(store, owner, { ...thinning, since: alignDown(since), until });
    await nextTurn();
  }
  await deleteWhile(store, signal, async () =>
    (await readSampleBytes(store)) > limitBytes ? { olderThan: undefined } : undefined,
  );
  return signal?.aborted ? since : until;
};

const alignDown = (time: number): number =>
  Math.floor(time / thinnedResolutionMilliseconds) * thinnedResolutionMilliseconds;

/** Deletes pieces in the order they were stored, as long as asked to and something is deleted. */
const deleteWhile = async (
  store: Store,
  signal: AbortSignal | undefined,
  nextPiece: () => Promise<{ olderThan: number | undefined } | undefined>,
): Promise<void> => {
  while (!signal?.aborted) {
    const piece = await nextPiece();
    if (piece === undefined) {
      return;
    }
    const { olderThan } = piece;
    const first = store
      .selectFrom('samples')
      .select(insertionOrder.as('place'))
      .orderBy(insertionOrder)
      .limit(pieceRows);
    const deleted = await store
      .deleteFrom('samples')
      .where(insertionOrder, 'in', first)
      .$if(olderThan !== undefined, (query) => query.where('time', '<', olderThan ?? 0))
      .executeTakeFirst();
    if (deleted.numDeletedRows === 0n) {
      return;
    }
    await nextTurn();
  }
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
