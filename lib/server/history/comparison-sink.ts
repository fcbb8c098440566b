import 'server-only';
import { readableBytes } from '@/lib/domain/bytes';
import type { JoinedPair } from '@/lib/domain/history/join-sorted';
import type { StoredKey } from '../etcd/key-source';
import {
  appendComparison,
  type ComparisonCounts,
  type StoredComparisonRow,
} from '../store/comparisons';
import type { Store } from '../store/store';
import type { Verdict } from './judge-pair';

/** So many differences are listed; more are only counted. */
const maximumRows = 10_000;

const rowsPerWrite = 500;

/** Counts what differs and writes the first 10,000 of it to the store, a batch at a time. */
export class ComparisonSink {
  private readonly counts: ComparisonCounts = {
    added: 0,
    removed: 0,
    changed: 0,
    uncompared: 0,
    same: 0,
    listed: 0,
  };
  private waiting: StoredComparisonRow[] = [];

  constructor(
    private readonly store: Store,
    private readonly id: string,
    private readonly options: { onlyRemoved: boolean },
  ) {}

  /** Takes what was found of a key. */
  add({ left, right }: JoinedPair<StoredKey>, { kind, masked }: Verdict): void {
    this.counts[kind] += 1;
    const isListed = kind !== 'same' && (kind === 'removed' || !this.options.onlyRemoved);
    if (!isListed || this.counts.listed >= maximumRows) {
      return;
    }
    const key = left?.key ?? right?.key ?? new Uint8Array();
    this.waiting.push({
      position: this.counts.listed,
      kind,
      key,
      label: readableBytes(key),
      left_revision: left?.modRevision ?? null,
      right_revision: right?.modRevision ?? null,
      masked: masked ? 1 : 0,
      outcome: null,
    });
    this.counts.listed += 1;
  }

  /** Writes what was taken, where there is enough of it or at the end. */
  async flush({ isEnd }: { isEnd: boolean }): Promise<void> {
    if (!isEnd && this.waiting.length < rowsPerWrite) {
      return;
    }
    const rows = this.waiting;
    this.waiting = [];
    await appendComparison(this.store, this.id, rows, { ...this.counts });
  }
}
