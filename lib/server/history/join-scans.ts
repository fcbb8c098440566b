import 'server-only';
import { type JoinedPair, type JoinSide, joinSorted } from '@/lib/domain/history/join-sorted';
import type { StoredKey } from '../etcd/key-source';
import type { ScanPage } from '../keys/scan-keys';

/** The next pairs of a join, and how far both scans are together. */
export type JoinStep = { pairs: JoinedPair<StoredKey>[]; scanned: number; total: number };

/** One scan of a join: a page at a time, the next one when that is used up. */
class ScanSide {
  side: JoinSide<StoredKey> = { items: [], isLast: false };
  scanned = 0;
  total = 0;

  constructor(private readonly pages: AsyncGenerator<ScanPage>) {}

  async refill(): Promise<void> {
    if (this.side.items.length > 0 || this.side.isLast) {
      return;
    }
    const { value: page, done } = await this.pages.next();
    if (done === true) {
      this.side = { items: [], isLast: true };
      return;
    }
    this.side = { items: page.keys, isLast: page.cursor === undefined };
    this.scanned = Number(page.scanned);
    this.total = Number(page.total);
  }

  get isEnded(): boolean {
    return this.side.isLast && this.side.items.length === 0;
  }

  async close(): Promise<void> {
    await this.pages.return(undefined);
  }
}

/** Joins two scans in key order; holds one page of each at a time. */
export async function* joinScans(
  leftPages: AsyncGenerator<ScanPage>,
  rightPages: AsyncGenerator<ScanPage>,
): AsyncGenerator<JoinStep> {
  const left = new ScanSide(leftPages);
  const right = new ScanSide(rightPages);
  try {
    while (!(left.isEnded && right.isEnded)) {
      await Promise.all([left.refill(), right.refill()]);
      const joined = joinSorted(left.side, right.side);
      left.side = joined.left;
      right.side = joined.right;
      const scanned = left.scanned + right.scanned;
      yield { pairs: joined.pairs, scanned, total: left.total + right.total };
    }
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
}
