import 'server-only';
import { childOf } from '@/lib/domain/keys/folder-child';
import { type KeyRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { type KeyWindow, windowAfter, windowsAfter } from '@/lib/domain/keys/key-windows';
import type { RangeResult } from '../etcd/key-source';
import { type Child, childrenOfKeys, type Level } from './level-child';
import type { PinnedReader } from './pinned-reader';

/** The keys of a split window that nobody has claimed yet; when all are read, the folder's. */
type Tally = { folder: Child; remaining: bigint; unread: number };

/** A window to read. */
export type Unread = {
  window: KeyWindow;
  /**
   * `near` windows grow with their distance from a position; of a `far` one nothing is known; one
   * `inside` is a part of what was counted, or known from an earlier reading.
   */
  reach: 'near' | 'far' | 'inside';
  /** How many keys it most likely has. */
  likely?: number;
  /** One of the windows the task began with, which together count the folder. */
  isOutermost?: boolean;
  /** How many keys to ask for, where they are known to be there. */
  expected?: number;
  tally?: Tally;
};

/** A window to read, or what was found in one. In key order these cover a part of the folder. */
export type Piece = Unread | { found: Child[] };

/** What to read of a folder, and how much of it. */
export type LevelTask = {
  level: Level;
  pieces: Piece[];
  /** Read only where the pieces hold too few children; after them in key order. */
  later?: Piece[];
  /** Stop after so many children. */
  enough: number;
  /** From which end the children are found. */
  direction: 'forward' | 'backward';
  /** How many windows the first Txn has. */
  batch: number;
  /** Gets the children as they settle, in key order; only forward. Their counts may be open. */
  onSettled?: (children: readonly Child[]) => void;
};

const mostOperations = 128;
const keysPerTransaction = 4_096;
const keysPerWindow = 8;

/** A window of which nothing is known is asked for a page, lest its keys are walked twice. */
const keysOfUnknown = 2_048;

/** How many windows of an unknown folder the first Txn has. */
export const firstBatch = 8;

/** Windows near a position grow about tenfold each, so that few of them are asked at once. */
const nearBatch = 4;

/** Read from the end, what lies before the first keys found was walked for nothing. */
const mostBackward = 2;

/** Probing an empty window costs about as much as walking so many keys. */
const keysPerPiece = 500;

/** So many keys are read whole rather than cut: beside leaf keys, and beside a folder. */
const fewKeys = 2_000;
const fewBesideFolder = 64;

/** How many keys of folders one Txn may walk. */
const folderKeys = 100_000;

/** Where so many leaf keys lie in the windows of one Txn, the next one has fewer windows. */
const manyKeys = 20_000n;

const isUnread = (piece: Piece): piece is Unread => 'window' in piece;

/**
 * Finds children of a folder without reading the keys inside them. Windows are read in key order,
 * many in a Txn; one that holds more than its answer is cut by the bytes of the last child found in
 * it; a folder's count is what its window has beyond the other pieces. Stops once there are enough,
 * so that the far end of a large folder is never walked.
 */
export const readLevel = async (reader: PinnedReader, task: LevelTask): Promise<LevelFinding> => {
  const walk = new LevelWalk(reader, task);
  return walk.read();
};

/** What was found: children in key order, at least `enough` unless `isWhole`. */
export type LevelFinding = {
  children: Child[];
  /** Nothing of the task was left unread. */
  isWhole: boolean;
  /** Keys in the windows the task began with, and those of them that were not needed. */
  counted: { keys: bigint; rest: KeyRange[] };
};

class LevelWalk {
  private children: Child[] = [];
  private pieces: Piece[];
  private later: Piece[];
  private batch: number;
  private counted = 0n;

  constructor(
    private readonly reader: PinnedReader,
    private readonly task: LevelTask,
  ) {
    this.pieces = task.pieces;
    this.later = task.later ?? [];
    this.batch = task.batch;
  }

  async read(): Promise<LevelFinding> {
    this.settle();
    while (this.children.length < this.task.enough && this.pieces.length > 0) {
      await this.readBatch();
    }
    const isWhole = this.pieces.length + this.later.length === 0;
    const rest = [...this.pieces, ...this.later]
      .filter(isUnread)
      .flatMap(({ window, isOutermost }) => (isOutermost === true ? [window] : []));
    return { children: this.children, isWhole, counted: { keys: this.counted, rest } };
  }

  /** Moves what is found before the next window still to read to the children. */
  private settle(): void {
    const isForward = this.task.direction === 'forward';
    const nearest = isForward
      ? this.pieces.findIndex(isUnread)
      : this.pieces.findLastIndex(isUnread);
    const none = isForward ? this.pieces.length : -1;
    const at = nearest < 0 ? none : nearest;
    const settled = isForward ? this.pieces.slice(0, at) : this.pieces.slice(at + 1);
    const found = settled.flatMap((piece) => (isUnread(piece) ? [] : piece.found));
    this.pieces = isForward ? this.pieces.slice(at) : this.pieces.slice(0, at + 1);
    this.children = isForward ? [...this.children, ...found] : [...found, ...this.children];
    if (isForward && found.length > 0) {
      this.task.onSettled?.(found);
    }
    if (this.pieces.length === 0 && this.children.length < this.task.enough) {
      this.pieces = this.later;
      this.later = [];
      this.batch = firstBatch;
    }
  }

  /** The windows of the next Txn, in key order: alike in reach, and together not too large. */
  private choose(): Unread[] {
    const isForward = this.task.direction === 'forward';
    const unread = this.pieces.filter(isUnread);
    const ordered = isForward ? unread : unread.toReversed();
    const [first] = ordered;
    const far = isForward
      ? this.batch
      : Math.min(this.batch, Math.max(this.task.batch, mostBackward));
    const most = { near: nearBatch, far, inside: mostOperations };
    const alike = ordered.slice(0, most[first?.reach ?? 'far']);
    const other = alike.findIndex(({ reach }) => reach !== first?.reach);
    const near = other < 0 ? alike : alike.slice(0, other);
    const rest = near.findIndex(({ window }, index) => index > 0 && window.isRest === true);
    const candidates = rest < 0 ? near : near.slice(0, rest);
    // Keys of folders are walked for their counts in any case, leaf keys only for the page.
    const leafKeys = 4 * (this.task.enough - this.children.length) + fewKeys;
    let load = 0;
    let expected = 0;
    const chosen = candidates.filter((piece, index) => {
      load += (piece.likely ?? 0) / (piece.tally === undefined ? leafKeys : folderKeys);
      expected += piece.expected ?? 0;
      return index === 0 || (load <= 1 && expected <= keysPerTransaction);
    });
    return isForward ? chosen : chosen.toReversed();
  }

  /** Reads the next windows in one Txn and puts what each held, and its rest, in its place. */
  private async readBatch(): Promise<void> {
    const chosen = this.choose();
    const isFar = chosen[0]?.reach === 'far';
    const keys = isFar ? keysOfUnknown : keysPerTransaction;
    const share = Math.max(keysPerWindow, Math.floor(keys / chosen.length));
    const results = await this.reader.ask(
      chosen.map(({ window, expected, tally }) => ({
        ...rangeBounds(window),
        limit: limitOf(expected, tally, Math.min(share, this.task.enough)),
        keysOnly: true,
      })),
    );
    const answers = new Map<Piece, Piece[]>();
    let walked = 0n;
    for (const [index, result] of results.entries()) {
      const piece = chosen[index];
      if (piece !== undefined) {
        // A folder's keys are walked for its count in any case; leaf keys only for the page.
        walked += holdsFolders(result, this.task.level) ? 0n : BigInt(result.count);
        this.counted += piece.isOutermost === true ? BigInt(result.count) : 0n;
        answers.set(piece, this.piecesOf(piece, result));
      }
    }
    this.pieces = this.pieces.flatMap((piece) => answers.get(piece) ?? [piece]);
    this.batch = this.nextBatch(chosen, walked);
    this.settle();
  }

  /** Near windows with keys announce far ones with many; empty ones announce nothing. */
  private nextBatch([first]: readonly Unread[], walked: bigint): number {
    if (first?.reach === 'near' && first.isOutermost === true && walked > 0n) {
      return 1;
    }
    if (first?.reach !== 'far') {
      return this.batch;
    }
    const batch = walked > manyKeys ? Math.max(1, this.batch >> 1) : this.batch * 2;
    return Math.min(batch, mostOperations);
  }

  private piecesOf({ window, tally }: Unread, result: RangeResult): Piece[] {
    const count = BigInt(result.count);
    take(tally, count);
    const found = childrenOfKeys(result.keys, this.task.level);
    const last = found.at(-1);
    if (!result.more || last === undefined) {
      return [{ found }];
    }
    const isFolder = last.kind === 'folder';
    const left = Number(count) - result.keys.length;
    const isFew = left <= (isFolder ? fewBesideFolder : fewKeys);
    const pieces = 1 + Number(count / BigInt(keysPerPiece));
    const windows = isFew ? windowAfter(window, last) : windowsAfter(window, last, pieces);
    const tallied = isFolder ? tallyOf(last, found, count, windows.length) : undefined;
    const known = isFew ? { expected: left } : { likely: left / windows.length };
    const reach = isFew || isFolder ? 'inside' : 'near';
    return [
      { found },
      ...windows.map((next): Piece => ({ window: next, reach, ...known, tally: tallied })),
    ];
  }
}

const holdsFolders = ({ keys }: RangeResult, { prefix, delimiter }: Level): boolean => {
  const first = keys[0]?.key;
  return first !== undefined && childOf(first, prefix, delimiter).kind === 'folder';
};

/** A window beside a folder most likely holds more folders, of which one key each is enough. */
const limitOf = (expected: number | undefined, tally: Tally | undefined, share: number): number => {
  if (expected !== undefined) {
    return expected + keysPerWindow;
  }
  return tally === undefined ? Math.max(1, share) : keysPerWindow;
};

/** Leaves the count of a window's last folder open until all windows after it are counted. */
const tallyOf = (folder: Child, found: Child[], count: bigint, unread: number): Tally => {
  const before = found.slice(0, -1).reduce((sum, child) => sum + (child.count ?? 1n), 0n);
  const tally = { folder, remaining: count - before, unread: unread + 1 };
  folder.count = undefined;
  take(tally, 0n);
  return tally;
};

const take = (tally: Tally | undefined, count: bigint): void => {
  if (tally === undefined) {
    return;
  }
  tally.remaining -= count;
  tally.unread -= 1;
  if (tally.unread === 0) {
    tally.folder.count = tally.remaining;
  }
};
