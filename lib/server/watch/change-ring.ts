import 'server-only';
import type { Change, ChangeEntry, ChangesQuery } from '@/lib/domain/api/changes';

const mostEntries = 5_000;
/** Keys may be long: characters of all of them together. */
const mostCharacters = 8_000_000;
/** Forgetting some at a time is cheaper than one at each change. */
const slack = 500;

type Unnumbered<Entry> = Entry extends unknown ? Omit<Entry, 'sequence'> : never;

/** What a reader wants of the ring: what came after a sequence number and matches. */
export type RingQuery = Pick<ChangesQuery, 'filter' | 'change' | 'limit'> & {
  after: number;
};

/** The newest entries that match, oldest first, and how many more there were. */
export type RingPage = { entries: ChangeEntry[]; skipped: number; forgotten: boolean };

/** The last 5,000 changes of a prefix, numbered from 1 on. */
export class ChangeRing {
  #entries: ChangeEntry[] = [];
  #characters = 0;
  #last = 0;

  /** The number of the newest entry; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  push(entry: Unnumbered<ChangeEntry>): void {
    this.#last += 1;
    const added = { ...entry, sequence: this.#last };
    this.#entries.push(added);
    this.#characters += charactersOf(added);
    if (this.#entries.length > mostEntries + slack) {
      this.#forget(slack);
    }
    while (this.#characters > mostCharacters && this.#entries.length > 1) {
      this.#forget(Math.ceil(this.#entries.length / 10));
    }
  }

  #forget(count: number): void {
    for (const entry of this.#entries.splice(0, count)) {
      this.#characters -= charactersOf(entry);
    }
  }

  read({ after, limit, ...wanted }: RingQuery): RingPage {
    const oldest = this.#entries[0]?.sequence ?? 1;
    const fresh = this.#entries.slice(Math.max(0, after + 1 - oldest));
    const matching = fresh.filter((entry) => entry.type === 'gap' || isWanted(entry, wanted));
    return {
      entries: matching.slice(-limit),
      skipped: Math.max(0, matching.length - limit),
      forgotten: after > 0 && after + 1 < oldest,
    };
  }
}

const charactersOf = (entry: ChangeEntry): number =>
  entry.type === 'gap' ? 0 : entry.key.bytes.length + entry.key.text.length;

const isWanted = (
  { change, key, kind }: Change,
  wanted: Pick<RingQuery, 'filter' | 'change'>,
): boolean => {
  const text = wanted.filter?.toLowerCase() ?? '';
  return (
    (wanted.change === undefined || change === wanted.change) &&
    (key.text.toLowerCase().includes(text) || (kind?.toLowerCase().includes(text) ?? false))
  );
};
