import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { packValues } from './encode-values';
import { type SampleLayouts, storedLayouts } from './sample-layouts';
import type { Store } from './store';
import type { SamplesTable } from './tables/samples';

/** The rows of one member. */
export type SampleOwner = { cluster: string; memberId: string };

/** Stands for a member: rows of it tell who answered in each round of scrapes of a cluster. */
export const roundsOwner = '';

/** The order rows were stored in, whatever our clock said. */
export const insertionOrder: RawBuilder<number> = sql<number>`rowid`;

/** Stores scrapes of a member, all or none. The same one again is left out. */
export const insertSamples = (
  store: Store,
  owner: SampleOwner,
  rows: readonly SampleRow[],
): Promise<void> =>
  storeTogether(store, async (_, insert) => {
    for (const row of rows) {
      await insert(owner, row);
    }
  });

type InsertSample = (owner: SampleOwner, row: SampleRow) => Promise<void>;

/** Stores rows, and what belongs to them, in one transaction: all or nothing. */
export const storeTogether = async (
  store: Store,
  work: (transaction: Store, insert: InsertSample) => Promise<void>,
): Promise<void> => {
  const layouts = storedLayouts(store);
  try {
    await store
      .transaction()
      .execute((transaction) =>
        work(transaction, (owner, row) => insertSample(transaction, layouts, owner, row)),
      );
  } catch (error) {
    layouts.forgetWritten();
    throw error;
  }
};

const insertSample = async (
  transaction: Store,
  layouts: SampleLayouts,
  owner: SampleOwner,
  row: SampleRow,
): Promise<void> => {
  const { time, started, clock = 0 } = row;
  if (clock > 0) {
    await replaceOverlap(transaction, owner, { time, clock });
  }
  await transaction
    .insertInto('samples')
    .values({
      cluster: owner.cluster,
      member_id: owner.memberId,
      time,
      started,
      clock,
      layout_id: await layouts.idOf(transaction, row.layout, time),
      sample_values: packValues(row.values),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/**
 * Where our clock was set back it passes times again that have rows already. Those of the newer run
 * take their place as it comes by.
 */
const replaceOverlap = async (
  transaction: Store,
  owner: SampleOwner,
  { time, clock }: { time: number; clock: number },
): Promise<void> => {
  const before = await transaction
    .selectFrom('samples')
    .select((expression) => expression.fn.max('time').as('time'))
    .where('cluster', '=', owner.cluster)
    .where('member_id', '=', owner.memberId)
    .where('time', '<', time)
    .where('clock', '=', clock)
    .executeTakeFirst();
  await transaction
    .deleteFrom('samples')
    .where('cluster', '=', owner.cluster)
    .where('member_id', '=', owner.memberId)
    .where('time', '>', before?.time ?? time - 1)
    .where('time', '<=', time)
    .where('clock', '<', clock)
    .execute();
};

/** Which rows of a member to read; times in milliseconds. */
export type RowsRequest = SampleOwner & {
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  until: number;
  step: number;
  /** More times whose newest row not after them is wanted. */
  alsoAt?: readonly number[];
};

/**
 * The last row of each step, process life and run of our clock, ascending: all that windows which
 * begin and end at multiples of the step need, since counters are cumulative within one life.
 */
export const readSampleRows = async (
  store: Store,
  { cluster, memberId, after, until, step, alsoAt = [] }: RowsRequest,
): Promise<SampleRow[]> => {
  const ofMember = store
    .selectFrom('samples')
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId);
  const picked = await ofMember
    .select((expression) => expression.fn.max('time').as('time'))
    .where('time', '>', after)
    .where('time', '<=', until)
    .groupBy([stepOf(step), 'started', 'clock'])
    .execute();
  const others = await Promise.all(
    alsoAt.map((at) =>
      ofMember
        .select((expression) => expression.fn.max('time').as('time'))
        .where('time', '>', after)
        .where('time', '<=', at)
        .execute(),
    ),
  );
  const times = [...picked, ...others.flat()].flatMap(({ time }) => time ?? []);
  if (times.length === 0) {
    return [];
  }
  // One parameter: a month of a process that restarts all the time has more than a query may have.
  const wanted = sql<number>`(select value from json_each(${JSON.stringify(times)}))`;
  const rows = await rowsOf(store, { cluster, memberId })
    .where('time', 'in', wanted)
    .orderBy('time')
    .execute();
  return toRows(store, rows);
};

/**
 * The step a row falls in: the one that ends at or after it. Literals, because the driver binds
 * numbers as floats, which would make this no integer division.
 */
export const stepOf = (step: number): RawBuilder<number> =>
  sql<number>`(time + ${sql.lit(step - 1)}) / ${sql.lit(step)}`;

/** The newest row of a member that is not after a time, or undefined. */
export const readNewestRow = async (
  store: Store,
  { cluster, memberId, until }: SampleOwner & { until: number },
): Promise<SampleRow | undefined> => {
  const row = await rowsOf(store, { cluster, memberId })
    .where('time', '<=', until)
    .orderBy('time', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : (await toRows(store, [row]))[0];
};

/** The last run of our clock that rows of a member after a time are of; undefined without any. */
export const readFutureClock = async (
  store: Store,
  { cluster, memberId, after }: SampleOwner & { after: number },
): Promise<number | undefined> => {
  const newest = await store
    .selectFrom('samples')
    .select((expression) => expression.fn.max('clock').as('clock'))
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId)
    .where('time', '>', after)
    .executeTakeFirst();
  return newest?.clock ?? undefined;
};

const rowsOf = (store: Store, { cluster, memberId }: SampleOwner) =>
  store
    .selectFrom('samples')
    .select(['time', 'started', 'clock', 'layout_id', 'sample_values'])
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId);

type StoredRow = Pick<SamplesTable, 'time' | 'started' | 'clock' | 'layout_id' | 'sample_values'>;

const toRows = async (store: Store, rows: readonly StoredRow[]): Promise<SampleRow[]> => {
  const layouts = await storedLayouts(store).read(store, new Set(rows.map((row) => row.layout_id)));
  return rows.flatMap(({ time, started, clock, layout_id, sample_values }) => {
    const stored = layouts.get(layout_id);
    return stored === undefined
      ? []
      : {
          time,
          started,
          clock,
          layout: stored.layout,
          values: stored.unpack(new Uint8Array(sample_values)),
        };
  });
};
