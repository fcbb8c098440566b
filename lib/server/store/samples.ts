import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { sharedInstance } from '../shared-instance';
import type { Store } from './store';
import type { SamplesTable } from './tables/samples';

const layoutSchema = z.array(
  z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
);

/** The rows of one member. */
export type SampleOwner = { cluster: string; memberId: string };

/** Stores scrapes, all or none. A second one at the same time is the same one, and is left out. */
export const insertSamples = async (
  store: Store,
  { cluster, memberId }: SampleOwner,
  rows: readonly SampleRow[],
): Promise<void> => {
  await store.transaction().execute(async (transaction) => {
    const layoutIds = new Map<SampleLayout, number>();
    for (const row of rows) {
      const layoutId = layoutIds.get(row.layout) ?? (await layoutIdOf(transaction, row.layout));
      layoutIds.set(row.layout, layoutId);
      await transaction
        .insertInto('samples')
        .values({
          cluster,
          member_id: memberId,
          time: row.time,
          started: row.started,
          layout_id: layoutId,
          sample_values: encodeValues(row.values),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });
};

const layoutIdOf = async (store: Store, layout: SampleLayout): Promise<number> => {
  const series = JSON.stringify(layout);
  const find = () => store.selectFrom('sample_layouts').select('id').where('series', '=', series);
  const known = await find().executeTakeFirst();
  if (known !== undefined) {
    return known.id;
  }
  await store
    .insertInto('sample_layouts')
    .values({ series })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await find().executeTakeFirstOrThrow()).id;
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
 * The last row of each step and process life, ascending: all that windows which begin and end at
 * multiples of the step need, since counters are cumulative within one life.
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
    .groupBy([stepOf(step), 'started'])
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
  const rows = await rowsOf(store, { cluster, memberId })
    .where('time', 'in', [...new Set(times)])
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

/** The newest row of a member, or undefined. */
export const readNewestRow = async (
  store: Store,
  { cluster, memberId }: SampleOwner,
): Promise<SampleRow | undefined> => {
  const row = await rowsOf(store, { cluster, memberId })
    .orderBy('time', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : (await toRows(store, [row]))[0];
};

const rowsOf = (store: Store, { cluster, memberId }: SampleOwner) =>
  store
    .selectFrom('samples')
    .select(['time', 'started', 'layout_id', 'sample_values'])
    .where('cluster', '=', cluster)
    .where('member_id', '=', memberId);

type StoredRow = Pick<SamplesTable, 'time' | 'started' | 'layout_id' | 'sample_values'>;

const toRows = async (store: Store, rows: readonly StoredRow[]): Promise<SampleRow[]> => {
  const layouts = await readLayouts(store, new Set(rows.map((row) => row.layout_id)));
  return rows.map((row) => ({
    time: row.time,
    started: row.started,
    layout: layouts.get(row.layout_id) ?? [],
    values: decodeValues(row.sample_values),
  }));
};

/** Layouts never change, so each is read once, and one object stands for it everywhere. */
const layoutCaches = () =>
  sharedInstance('sample-layouts', () => new WeakMap<Store, Map<number, SampleLayout>>());

const readLayouts = async (
  store: Store,
  ids: ReadonlySet<number>,
): Promise<ReadonlyMap<number, SampleLayout>> => {
  const cache = layoutCaches().get(store) ?? new Map<number, SampleLayout>();
  layoutCaches().set(store, cache);
  const missing = [...ids].filter((id) => !cache.has(id));
  if (missing.length > 0) {
    const rows = await store
      .selectFrom('sample_layouts')
      .selectAll()
      .where('id', 'in', missing)
      .execute();
    for (const { id, series } of rows) {
      cache.set(id, layoutSchema.parse(JSON.parse(series)));
    }
  }
  return cache;
};

const encodeValues = (values: Float64Array): Uint8Array => {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) {
    view.setFloat64(index * 8, value, true);
  }
  return bytes;
};

const decodeValues = (stored: Uint8Array | ArrayBuffer): Float64Array => {
  const bytes = new Uint8Array(stored);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.byteLength / 8 }, (_, index) =>
    view.getFloat64(index * 8, true),
  );
};
