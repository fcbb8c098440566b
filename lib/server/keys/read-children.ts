import 'server-only';
import { compareBytes } from '@/lib/domain/bytes';
import { childOf, type FolderChild } from '@/lib/domain/keys/folder-child';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { type KeyWindow, windowsAfter, windowsFrom } from '@/lib/domain/keys/key-windows';
import type { KeySource, RangeRequest, RangeResult, StoredKey } from '../etcd/key-source';

/** What to read: the children of `prefix` from `position` on, at most `limit`. */
export type ChildrenRequest = {
  prefix: Uint8Array;
  delimiter: Uint8Array;
  limit: number;
  /** The `next` of the page before; undefined reads from the start. */
  position?: Uint8Array;
  /** Pins the read; undefined takes the newest. */
  revision?: string;
  /** The total the page before told, at the same revision; undefined counts it. */
  total?: bigint;
};

/** A child with its metadata: `stored` of a key, `count` of a folder. */
export type Child = FolderChild & { count: bigint | undefined; stored: StoredKey | undefined };

/** A page of children in byte order at one revision. */
export type Children = {
  children: Child[];
  /** Name of the first child of the next page. */
  next: Uint8Array | undefined;
  revision: string;
  total: bigint;
  answeredBy: string;
};

/** The keys of a split window that nobody has claimed yet; when all are read, the folder's. */
type Tally = { folder: Child; remaining: bigint; unread: number };

/** A window to read, or what was found in one. In key order these cover the rest of the folder. */
type Unread = { window: KeyWindow; limit: number; tally: Tally | undefined };
type Piece = Unread | { found: Child[] };

const operationsPerTransaction = 128;
const keysPerTransaction = 2_048;
const keysPerFolderWindow = 8;

/** Probing an empty window costs about as much as walking so many keys. */
const keysPerPiece = 500;

/**
 * Finds the children of a folder without reading the keys inside them. Windows of the folder are
 * read in key order, many in a Txn; one that holds more than its answer is cut by the bytes of the
 * last child found in it; a folder's count is what its window has beyond the other pieces. Stops
 * once the page is full, so that the far end of a large folder is never walked.
 */
export const readChildren = async (
  source: KeySource,
  request: ChildrenRequest,
  signal?: AbortSignal,
): Promise<Children> => new ChildrenReader(source, request, signal).read();

class ChildrenReader {
  private readonly children: Child[] = [];
  private pieces: Piece[];
  private revision: string | undefined;
  private total: bigint | undefined;
  private answeredBy = '';
  private batch = 4;

  constructor(
    private readonly source: KeySource,
    private readonly request: ChildrenRequest,
    private readonly signal: AbortSignal | undefined,
  ) {
    const { prefix, position, limit } = request;
    const windows = windowsFrom(prefix, position ?? prefix);
    this.pieces = windows.map((window) => ({ window, limit: limit + 1, tally: undefined }));
    this.revision = request.revision;
    this.total = request.total;
  }

  async read(): Promise<Children> {
    const { limit } = this.request;
    await this.countTotal();
    this.settle();
    while (this.children.length <= limit && this.pieces.length > 0) {
      await this.readBatch();
      this.settle();
    }
    const children = this.children.slice(0, limit);
    await this.countOpenFolders(children);
    return {
      children,
      next: this.children[limit]?.name,
      revision: this.revision ?? '0',
      total: this.total ?? 0n,
      answeredBy: this.answeredBy,
    };
  }

  /** A page that begins in the middle has no window that spans the folder. */
  private async countTotal(): Promise<void> {
    if (this.total !== undefined || this.request.position === undefined) {
      return;
    }
    const [result] = await this.ask([
      { ...rangeBounds(prefixRange(this.request.prefix)), limit: 1, countOnly: true },
    ]);
    this.total = BigInt(result?.count ?? '0');
  }

  /** Moves what is found before the first window still to read into the page. */
  private settle(): void {
    const firstUnread = this.pieces.findIndex((piece) => 'window' in piece);
    const settled = firstUnread < 0 ? this.pieces : this.pieces.slice(0, firstUnread);
    this.children.push(...settled.flatMap((piece) => ('found' in piece ? piece.found : [])));
    this.pieces = this.pieces.slice(settled.length);
  }

  /** Reads the next windows in one Txn and puts what each held, and its rest, in its place. */
  private async readBatch(): Promise<void> {
    const chosen = this.pieces.filter((piece) => 'window' in piece).slice(0, this.batch);
    const limits = Math.max(keysPerFolderWindow, Math.floor(keysPerTransaction / chosen.length));
    const results = await this.ask(
      chosen.map(({ window, limit }) => ({
        ...rangeBounds(window),
        limit: Math.min(limit, limits),
        keysOnly: true,
      })),
    );
    const answers = new Map<Piece, Piece[]>();
    for (const [index, result] of results.entries()) {
      const piece = chosen[index];
      if (piece !== undefined) {
        answers.set(piece, this.piecesOf(piece, result));
      }
    }
    this.pieces = this.pieces.flatMap((piece) => answers.get(piece) ?? [piece]);
    this.batch = Math.min(this.batch * 2, operationsPerTransaction);
  }

  private piecesOf({ window, tally }: Unread, result: RangeResult): Piece[] {
    const count = BigInt(result.count);
    this.total ??= count;
    take(tally, count);
    const found = childrenOf(result.keys, this.request);
    const last = found.at(-1);
    if (!result.more || last === undefined) {
      return [{ found }];
    }
    const windows = windowsAfter(window, last, 1 + Number(count / BigInt(keysPerPiece)));
    const isFolder = last.kind === 'folder';
    const rest = isFolder ? tallyOf(last, found, count, windows.length) : undefined;
    const limit = isFolder ? keysPerFolderWindow : this.request.limit + 1;
    return [{ found }, ...windows.map((next) => ({ window: next, limit, tally: rest }))];
  }

  /** Folders whose window was not read to its end, because the page was full before. */
  private async countOpenFolders(children: Child[]): Promise<void> {
    const open = children.filter(({ kind, count }) => kind === 'folder' && count === undefined);
    const results = await this.ask(
      open.map(({ name }) => ({ ...rangeBounds(prefixRange(name)), limit: 1, countOnly: true })),
    );
    open.forEach((child, index) => {
      child.count = BigInt(results[index]?.count ?? '0');
    });
  }

  private async ask(requests: RangeRequest[]): Promise<RangeResult[]> {
    const results: RangeResult[] = [];
    for (let offset = 0; offset < requests.length; offset += operationsPerTransaction) {
      const part = requests
        .slice(offset, offset + operationsPerTransaction)
        .map((request) => ({ ...request, revision: this.revision }));
      const answered = await this.source.rangeAll(part, this.signal);
      this.revision ??= answered[0]?.revision;
      this.answeredBy = answered[0]?.memberName ?? this.answeredBy;
      results.push(...answered);
    }
    return results;
  }
}

/** The children that keys in byte order belong to, counting only these keys. */
const childrenOf = (keys: readonly StoredKey[], level: ChildrenRequest): Child[] => {
  const children: Child[] = [];
  for (const stored of keys) {
    const child = childOf(stored.key, level.prefix, level.delimiter);
    const last = children.at(-1);
    if (child.kind === 'key') {
      children.push({ ...child, count: undefined, stored });
    } else if (last?.kind === 'folder' && compareBytes(last.name, child.name) === 0) {
      last.count = (last.count ?? 0n) + 1n;
    } else {
      children.push({ ...child, count: 1n, stored: undefined });
    }
  }
  return children;
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
