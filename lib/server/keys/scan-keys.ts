import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { concatBytes } from '@/lib/domain/bytes';
import { isAppError } from '@/lib/domain/errors';
import { type KeyRange, rangeBounds } from '@/lib/domain/keys/key-range';
import type { KeySource, RangeRequest, RangeResult, StoredKey } from '../etcd/key-source';
import { type PageSize, pageSize } from './scan-page-size';
import { scanSamples } from './scan-samples';
import { cutRange, cutsAround, joinWindows, type ScanWindow } from './scan-windows';

/** What to scan, and how gently. */
export type ScanRequest = {
  range: KeyRange;
  /** The revision to read at; the current one where left out. */
  revision?: string;
  /** Where to begin instead of the start of the range: the cursor of an earlier page. */
  from?: Uint8Array;
  withValues?: boolean;
  /** Share of the time spent reading, in (0, 1]; 1 reads as fast as it goes. */
  duty?: number;
  /**
   * What to do where the revision was compacted away: go on at the current one from the same key,
   * so that changes before it may be missed, or fail with `revision_compacted`. `fail` by default.
   */
  onCompacted?: 'restart' | 'fail';
};

/** The next keys of a scan, in byte order. */
export type ScanPage = {
  keys: StoredKey[];
  revision: string;
  /** Keys delivered by this scan so far, with this page. */
  scanned: bigint;
  /** All keys this scan delivers, as counted at `revision`. */
  total: bigint;
  /** Where to go on after this page; undefined on the last one. */
  cursor: Uint8Array | undefined;
  /** The member that answered. */
  answeredBy: string;
  /** Whether the scan had to go on at a newer revision; stays true once it is. */
  isRestarted: boolean;
};

const operationsPerTransaction = 128;
const mostPieces = 4096;
const firstPieces = 256;

/** Probing one more piece costs about as much as walking so many keys. */
const keysPerPiece = 60;

/** Up to so many pages, paging through a window walks fewer keys than cutting it. */
const pagesPerWindow = 3;

/**
 * Reads every key of a range once, in order, at one revision. A Range walks all keys within its
 * bounds whatever its limit, so the range is cut into windows of about a page first, by counts:
 * the counts of all answers sum up to less than five times the keys. One page is held at a time;
 * pages are bounded by keys and bytes. An empty range gives one page without keys. Ends with the
 * error of the read that failed, and with the reason of the signal.
 */
export async function* scanKeys(
  source: KeySource,
  request: ScanRequest,
  signal?: AbortSignal,
): AsyncGenerator<ScanPage> {
  let scan = new Scan(source, request, signal);
  let isRestarted = false;
  let before = 0n;
  let from = request.from;
  while (true) {
    try {
      for await (const page of scan.pages()) {
        const counted = { scanned: before + page.scanned, total: before + page.total };
        yield { ...page, ...counted, isRestarted };
        from = page.cursor;
      }
      return;
    } catch (error) {
      if (request.onCompacted !== 'restart' || !isCompacted(error)) {
        throw error;
      }
    }
    before += scan.scanned;
    isRestarted = true;
    scan = new Scan(source, { ...request, revision: undefined, from }, signal);
  }
}

const isCompacted = (error: unknown): boolean =>
  isAppError(error) && error.code === 'revision_compacted';

/** A scan at one revision. */
class Scan {
  scanned = 0n;
  private readonly size: PageSize;
  private readonly samples = scanSamples();
  private readonly duty: number;
  private revision: string | undefined;
  private answeredBy = '';

  constructor(
    private readonly source: KeySource,
    private readonly request: ScanRequest,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.size = pageSize(request.withValues ?? false);
    this.duty = Math.min(1, Math.max(0.01, request.duty ?? 1));
    this.revision = request.revision;
  }

  async *pages(): AsyncGenerator<Omit<ScanPage, 'isRestarted'>> {
    const { range } = this.request;
    // No key is empty, and an end of one NUL would mean the last key of all.
    const asked = this.request.from ?? range.start;
    const from = asked.length === 0 ? new Uint8Array(1) : asked;
    let windows = await this.look(
      cutRange({ ...range, start: from }, cutsAround(from, range.end, firstPieces)),
    );
    const total = BigInt(windows.reduce((sum, { count }) => sum + count, 0));
    do {
      windows = joinWindows(await this.withReadableFirst(windows), this.size.most);
      const [window, ...others] = windows;
      const { keys, rest } =
        window === undefined ? { keys: [], rest: [] } : await this.read(window);
      windows = [...rest, ...others];
      this.scanned += BigInt(keys.length);
      yield {
        keys,
        revision: this.revision ?? '0',
        scanned: this.scanned,
        total,
        cursor: windows[0]?.start,
        answeredBy: this.answeredBy,
      };
    } while (windows.length > 0);
  }

  /** Cuts the first window until it is small enough to be paged through. */
  private async withReadableFirst(windows: readonly ScanWindow[]): Promise<ScanWindow[]> {
    const [window, ...others] = windows;
    if (window === undefined || window.count <= pagesPerWindow * this.size.most) {
      return [...windows];
    }
    const found = joinWindows(await this.look(this.piecesOf(window)), this.size.most);
    // Where names are such that a cut does not divide, a page is read to get past them.
    const isDivided = found.every(({ count }) => count <= window.count * 0.9);
    return isDivided ? this.withReadableFirst([...found, ...others]) : [...found, ...others];
  }

  private piecesOf(window: ScanWindow): KeyRange[] {
    const { first, end, count } = window;
    const pieces = Math.min(mostPieces, Math.ceil(count / keysPerPiece));
    const around = cutsAround(first, end, pieces);
    return cutRange(window, [...around, ...this.samples.cutsAfter(first, end)]);
  }

  /** Counts ranges and finds the first key of each; those without keys are left out. */
  private async look(ranges: readonly KeyRange[]): Promise<ScanWindow[]> {
    const windows: ScanWindow[] = [];
    for (let offset = 0; offset < ranges.length; offset += operationsPerTransaction) {
      const part = ranges.slice(offset, offset + operationsPerTransaction);
      const results = await this.ask(
        part.map((range) => ({ ...rangeBounds(range), limit: 1, keysOnly: true })),
      );
      for (const [index, { count, keys }] of results.entries()) {
        const range = part[index];
        const first = keys[0]?.key;
        if (range !== undefined && first !== undefined) {
          windows.push({ ...range, count: Number(count), first });
        }
      }
    }
    return windows;
  }

  /** Reads a page of a window, and what is left of the window. */
  private async read(window: ScanWindow): Promise<{ keys: StoredKey[]; rest: ScanWindow[] }> {
    const [result] = await this.readBounded(window);
    const keys = result?.keys ?? [];
    const last = keys.at(-1)?.key;
    this.size.read(keys);
    this.samples.read(keys);
    if (last === undefined || result?.more !== true) {
      return { keys, rest: [] };
    }
    const start = concatBytes(last, new Uint8Array(1));
    const count = Number(result.count) - keys.length;
    return { keys, rest: [{ start, end: window.end, count, first: start }] };
  }

  /** The answer of a page; asked again for less where its values are larger than is taken. */
  private async readBounded(window: ScanWindow): Promise<RangeResult[]> {
    const keysOnly = !this.request.withValues;
    try {
      return await this.ask([{ ...rangeBounds(window), limit: this.size.next(), keysOnly }]);
    } catch (error) {
      if (isAppError(error) && error.code === 'too_large' && this.size.shrink()) {
        return this.readBounded(window);
      }
      throw error;
    }
  }

  private async ask(requests: RangeRequest[]): Promise<RangeResult[]> {
    this.signal?.throwIfAborted();
    const startedAt = performance.now();
    const results = await this.source.rangeAll(
      requests.map((request) => ({ ...request, revision: this.revision })),
      this.signal,
    );
    this.revision ??= results[0]?.revision;
    this.answeredBy = results[0]?.memberName ?? this.answeredBy;
    if (this.duty < 1) {
      const pause = ((performance.now() - startedAt) * (1 - this.duty)) / this.duty;
      await delay(pause, undefined, { signal: this.signal });
    }
    return results;
  }
}
