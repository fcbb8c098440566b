import 'server-only';
import { setImmediate as turn } from 'node:timers/promises';
import type { Pace } from '@/lib/domain/api/pace';
import type { StartSearch } from '@/lib/domain/api/searches';
import { compareBytes, concatBytes, fromBase64Url, toBase64Url } from '@/lib/domain/bytes';
import { dutyOfPace } from '@/lib/domain/keys/duty-of-pace';
import type { KeyRange } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { type ScanPage, scanKeys } from '../keys/scan-keys';
import type { SearchRow } from '../store/searches';
import { describeMatches } from './describe-matches';
import { type SearchProbe, searchProbe } from './search-probe';
import { searchRanges } from './search-ranges';
import { type FoundKey, SearchRecorder } from './search-recorder';

/** So many matches are kept of one go; resuming looks for as many more. */
const matchesOfOneGo = 10_000;

/** How long matching may hold up everything else in this process. */
const longestTurnMilliseconds = 8;

/** What a search needs while it runs. */
type SearchWork = {
  connection: ClusterConnection;
  search: SearchRow;
  query: StartSearch & { pace: Pace };
  report: (done: number, total: number) => void;
  signal: AbortSignal;
};

/**
 * Searches from the cursor of a search to the end, or until as much is found as is kept; stores
 * matches and cursor together, also where it is cancelled or fails, so that it can go on there.
 */
export const runSearch = async (work: SearchWork): Promise<void> => {
  const recorder = new SearchRecorder(work.search);
  try {
    await new SearchRun(work, recorder).run();
  } finally {
    await recorder.flush();
  }
};

class SearchRun {
  private readonly probe: SearchProbe;
  private readonly most: number;

  constructor(
    private readonly work: SearchWork,
    private readonly recorder: SearchRecorder,
  ) {
    this.probe = searchProbe(work.query, work.connection.config);
    this.most = recorder.progress.matches + matchesOfOneGo;
  }

  async run(): Promise<void> {
    const { connection, query, signal } = this.work;
    const { progress } = this.recorder;
    const { ranges, isLocked } = await searchRanges(connection, query, signal);
    progress.is_locked = isLocked ? 1 : 0;
    const left = rangesFrom(ranges, progress.cursor);
    for (const [index, range] of left.entries()) {
      await this.scan(range, left[index + 1]?.start);
      if (progress.is_limited === 1) {
        return;
      }
    }
    progress.cursor = null;
    progress.total = progress.scanned;
  }

  private async scan(range: KeyRange, nextStart: Uint8Array | undefined): Promise<void> {
    const { connection, query, report, signal } = this.work;
    const { progress } = this.recorder;
    const before = BigInt(progress.scanned);
    const request = {
      range,
      revision: progress.revision ?? undefined,
      withValues: query.what === 'values',
      duty: dutyOfPace[query.pace],
      onCompacted: 'restart',
    } as const;
    for await (const page of scanKeys(connection.heavyKeys, request, signal)) {
      const unseen = await this.searchPage(page);
      const cursor = unseen?.cursor ?? page.cursor ?? nextStart;
      progress.cursor = cursor === undefined ? null : toBase64Url(cursor);
      progress.scanned = (before + page.scanned - BigInt(unseen?.count ?? 0)).toString();
      progress.total = (before + page.total).toString();
      progress.revision = page.revision;
      progress.answered_by = page.answeredBy;
      progress.is_restarted = page.isRestarted ? 1 : progress.is_restarted;
      report(Number(progress.scanned), Number(progress.total));
      if (unseen !== undefined) {
        progress.is_limited = 1;
        return;
      }
      await this.recorder.flushSometimes();
    }
  }

  /** Searches a page; tells from where on it was not looked at, where enough was found before. */
  private async searchPage(page: ScanPage): Promise<Unseen | undefined> {
    const { progress } = this.recorder;
    const found: FoundKey[] = [];
    const skipped = { masked: 0, cut: 0 };
    let unseen: Unseen | undefined;
    let turnBegan = performance.now();
    for (const [index, stored] of page.keys.entries()) {
      const look = this.probe(stored);
      skipped.masked += look.isMasked ? 1 : 0;
      skipped.cut += look.isCut ? 1 : 0;
      if (look.found !== undefined) {
        found.push({ stored, found: look.found });
      }
      if (progress.matches + found.length >= this.most) {
        unseen = unseenAfter(page, index);
        break;
      }
      if (performance.now() - turnBegan > longestTurnMilliseconds) {
        await turn();
        this.work.signal.throwIfAborted();
        turnBegan = performance.now();
      }
    }
    await this.keep(found, page.revision);
    progress.masked_values += skipped.masked;
    progress.cut_values += skipped.cut;
    return unseen;
  }

  private async keep(found: readonly FoundKey[], revision: string): Promise<void> {
    const { connection, query, signal } = this.work;
    const hasValues = query.what === 'values';
    const keys = found.map(({ stored }) => stored);
    const details = await describeMatches(connection, keys, { revision, hasValues, signal });
    for (const [index, match] of found.entries()) {
      this.recorder.add(match, details[index] ?? { size: null, kind: null });
    }
  }
}

/** The part of a page that was not looked at. */
type Unseen = { cursor: Uint8Array; count: number };

/** What comes after a key of a page; undefined where that is the last key of all. */
const unseenAfter = (page: ScanPage, index: number): Unseen | undefined => {
  const count = page.keys.length - index - 1;
  const key = page.keys[index]?.key;
  const isLast = count === 0 && page.cursor === undefined;
  return key === undefined || isLast
    ? undefined
    : { cursor: concatBytes(key, new Uint8Array(1)), count };
};

/** What is left of ranges from a cursor on; all of them at the beginning, none at the end. */
const rangesFrom = (ranges: readonly KeyRange[], cursor: string | null): KeyRange[] => {
  if (cursor === null) {
    return [];
  }
  const from = fromBase64Url(cursor) ?? new Uint8Array();
  return ranges
    .filter(({ end }) => end === undefined || compareBytes(end, from) > 0)
    .map((range) => (compareBytes(range.start, from) < 0 ? { ...range, start: from } : range));
};
