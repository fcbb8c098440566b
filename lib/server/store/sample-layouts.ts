import 'server-only';
import type { SampleLayout } from '@/lib/domain/metrics/sample-row';
import { sharedInstance } from '../shared-instance';
import { readPlainValues, unpackValues } from './encode-values';
import { packSeries, unpackSeries } from './pack-series';
import type { Store } from './store';

const hourMilliseconds = 3_600_000;

/** How the rows of a layout are read. */
type StoredLayout = { layout: SampleLayout; unpack: (stored: Uint8Array) => Float64Array };

/**
 * The layouts of one store. They never change, so each is read once, and one object stands for it
 * everywhere.
 */
export class SampleLayouts {
  readonly #read = new Map<number, StoredLayout>();
  #written = new WeakMap<SampleLayout, { id: number; usedAt: number }>();

  /** The id of a layout, which is stored where it is new. Notes about every hour that it is used. */
  async idOf(transaction: Store, layout: SampleLayout, time: number): Promise<number> {
    const known = this.#written.get(layout);
    if (known !== undefined && Math.abs(time - known.usedAt) < hourMilliseconds) {
      return known.id;
    }
    const { packed, digest } = packSeries(layout);
    const { id } = await transaction
      .insertInto('sample_layouts')
      .values({ digest, series: packed, used_at: time })
      .onConflict((conflict) => conflict.column('digest').doUpdateSet({ used_at: time }))
      .returning('id')
      .executeTakeFirstOrThrow();
    this.#written.set(layout, { id, usedAt: time });
    return id;
  }

  /** For when a transaction that may have stored layouts was undone. */
  forgetWritten(): void {
    this.#written = new WeakMap();
  }

  /** The layouts of ids. */
  async read(store: Store, ids: ReadonlySet<number>): Promise<ReadonlyMap<number, StoredLayout>> {
    const missing = [...ids].filter((id) => !this.#read.has(id));
    if (missing.length > 0) {
      const rows = await store
        .selectFrom('sample_layouts')
        .select(['id', 'digest', 'series'])
        .where('id', 'in', missing)
        .execute();
      for (const { id, digest, series } of rows) {
        this.#read.set(id, {
          layout: unpackSeries(new Uint8Array(series)),
          unpack: digest === null ? readPlainValues : unpackValues,
        });
      }
    }
    return this.#read;
  }
}

/** The layouts of a store. */
export const storedLayouts = (store: Store): SampleLayouts => {
  const all = sharedInstance('sample-layouts', () => new WeakMap<Store, SampleLayouts>());
  const layouts = all.get(store) ?? new SampleLayouts();
  all.set(store, layouts);
  return layouts;
};
