import 'server-only';
import type { ExposedSample } from '@/lib/domain/metrics/parse-exposition';
import type { SampleLayout, SampleRow, SeriesKey } from '@/lib/domain/metrics/sample-row';

/** A member whose series come and go more often than this gets all of them stored. */
const maximumChanges = 64;

/** The series that are stored or left out together: a counter, or all of a histogram. */
type Group = { family: string; name: string };

const suffix = /_(bucket|sum|count)$/;
const counterName = /_(total|bucket|sum|count)$/;

const groups = new WeakMap<SeriesKey, { group: Group | undefined }>();

/** The group of a series that may be left out; undefined for one that is always stored. */
const groupOf = (series: SeriesKey): Group | undefined => {
  const known = groups.get(series);
  if (known !== undefined) {
    return known.group;
  }
  const labels = Object.entries(series.labels).filter(([label]) => label !== 'le');
  const family = series.name.replace(suffix, '');
  const group =
    labels.length > 0 && counterName.test(series.name)
      ? { family, name: `${family} ${JSON.stringify(labels)}` }
      : undefined;
  groups.set(series, { group });
  return group;
};

/**
 * Which series of a member's pages are stored. Of some 1,700 most count what never happens, such
 * as each gRPC method ending with each code: labelled counters and histograms are left out while
 * they are zero, and stored for good once they are not. One of each metric is stored from the
 * start, so that a row tells which metrics the member exposes.
 */
export class RowShape {
  readonly #counting = new Set<string>();
  #layout: SampleLayout;
  #changes = 0;

  /** @param layout of the newest row stored of the member */
  constructor(layout: SampleLayout = []) {
    this.#layout = layout;
    for (const series of layout) {
      const group = groupOf(series);
      if (group !== undefined) {
        this.#counting.add(group.name);
      }
    }
  }

  /** The stored part of a page; rows share one layout as long as their series are the same. */
  rowOf(samples: readonly ExposedSample[]): Pick<SampleRow, 'layout' | 'values'> {
    const stored = this.#changes > maximumChanges ? samples : this.#countingOf(samples);
    const isSame =
      stored.length === this.#layout.length &&
      stored.every(({ series }, index) => series === this.#layout[index]);
    if (!isSame) {
      this.#layout = stored.map(({ series }) => series);
      this.#changes += 1;
    }
    return { layout: this.#layout, values: Float64Array.from(stored, ({ value }) => value) };
  }

  #countingOf(samples: readonly ExposedSample[]): readonly ExposedSample[] {
    const families = new Set<string>();
    for (const { series, value } of samples) {
      const group = groupOf(series);
      if (group !== undefined && (value !== 0 || !families.has(group.family))) {
        this.#counting.add(group.name);
        families.add(group.family);
      }
    }
    return samples.filter(({ series }) => {
      const group = groupOf(series);
      return group === undefined || this.#counting.has(group.name);
    });
  }
}
