import 'server-only';
import type { SelectionBody } from '@/lib/domain/api/bulk';
import { isOneKey, selectionRanges } from '@/lib/domain/bulk/selection-ranges';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { KeyRange } from '@/lib/domain/keys/key-range';
import type { KeySource, StoredKey } from '../etcd/key-source';
import { scanKeys } from '../keys/scan-keys';

/** Sixteen of the largest values etcd takes stay well below what one answer may hold. */
const keysAtOnce = 16;

const bytesOf = (texts: readonly string[]): Uint8Array[] =>
  texts.flatMap((text) => fromBase64Url(text) ?? []);

/** What a selection covers, as disjoint ranges in key order. */
export const rangesOf = ({ keys, folders }: SelectionBody): KeyRange[] =>
  selectionRanges(bytesOf(keys), bytesOf(folders));

/** A selection in a few words, for the audit log and the list of operations. */
export const describeSelection = ({ keys, folders }: SelectionBody): string => {
  const named = [...bytesOf(folders), ...bytesOf(keys)];
  const shown = named.slice(0, 3).map((bytes) => (bytes.length === 0 ? '*' : readableBytes(bytes)));
  const more = named.length > shown.length ? ` +${named.length - shown.length}` : '';
  return `${shown.join(', ').slice(0, 400)}${more}`;
};

/** The ranges as they are read: runs of single keys in one Txn each, folders by themselves. */
const readingSteps = (ranges: readonly KeyRange[]): KeyRange[][] => {
  const steps: KeyRange[][] = [];
  for (const range of ranges) {
    const last = steps.at(-1);
    const [first] = last ?? [];
    const joins = first !== undefined && isOneKey(first) && isOneKey(range);
    if (last !== undefined && joins && last.length < keysAtOnce) {
      last.push(range);
    } else {
      steps.push([range]);
    }
  }
  return steps;
};

/** At which revision a selection is read, and how many keys it may have. */
export type SelectionReading = { revision: string; most?: number };

const refuseMore = (keys: number, most: number | undefined): void => {
  if (most !== undefined && keys > most) {
    throw new AppError('too_large', {
      detail: `At most ${most} keys can be changed at once; choose a folder below this one.`,
      parameters: { maximum: most },
    });
  }
};

/**
 * The keys of the ranges with their values, at one revision and in key order, page by page; never
 * two pages in memory. Rejects with `revision_compacted` where the revision is gone, and with
 * `too_large` where there are too many.
 */
export async function* readSelection(
  source: KeySource,
  ranges: readonly KeyRange[],
  { revision, most }: SelectionReading,
  signal: AbortSignal,
): AsyncGenerator<StoredKey[]> {
  let read = 0;
  for (const step of readingSteps(ranges)) {
    signal.throwIfAborted();
    const [range] = step;
    if (range !== undefined && !isOneKey(range)) {
      const request = { range, revision, withValues: true, onCompacted: 'fail' } as const;
      for await (const { keys, total } of scanKeys(source, request, signal)) {
        // The scan counts before it reads, so that a folder far too large is told at once.
        refuseMore(Math.max(Number(total), read + keys.length), most);
        read += keys.length;
        yield keys;
      }
    } else {
      const requests = step.map(({ start }) => ({
        key: start,
        rangeEnd: undefined,
        limit: 1,
        revision,
      }));
      const keys = (await source.rangeAll(requests, signal)).flatMap((result) => result.keys);
      read += keys.length;
      refuseMore(read, most);
      yield keys;
    }
  }
}
