import 'server-only';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { roundLayout } from '@/lib/domain/metrics/scrape-rounds';
import type { ClockReading } from './step-clock';

/** One object stands for a layout, so that it is stored once as long as the members stay. */
const layouts = new Map<string, SampleLayout>();
const maximumLayouts = 1000;

const layoutOf = (memberIds: readonly string[]): SampleLayout => {
  const key = memberIds.join(' ');
  const layout = layouts.get(key) ?? roundLayout(memberIds);
  if (layouts.size >= maximumLayouts) {
    layouts.clear();
  }
  layouts.set(key, layout);
  return layout;
};

/** One round of scrapes of a cluster: which of its members answered. */
export class ScrapeRound {
  readonly #memberIds: readonly string[];
  readonly #answers = new Map<string, boolean>();
  #isTaken = false;

  constructor(memberIds: readonly string[]) {
    this.#memberIds = memberIds;
  }

  /** Takes note of how the scrape of a member went. */
  note(memberId: string, hasAnswered: boolean): void {
    this.#answers.set(memberId, hasAnswered);
  }

  /** The round as it is to be stored at a time, once, as soon as it is whole. */
  takeRow({ time, run }: ClockReading): SampleRow | undefined {
    if (this.#isTaken || this.#answers.size < this.#memberIds.length) {
      return undefined;
    }
    this.#isTaken = true;
    return {
      time,
      clock: run,
      // A round has no process life.
      started: 0,
      layout: layoutOf(this.#memberIds),
      values: Float64Array.from(this.#memberIds, (id) => Number(this.#answers.get(id) ?? false)),
    };
  }
}
