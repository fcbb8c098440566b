import 'server-only';
import { toBase64Url } from '@/lib/domain/bytes';
import type { StoredKey } from '../etcd/key-source';
import {
  recordSearch,
  type SearchMatchRow,
  type SearchProgress,
  type SearchRow,
} from '../store/searches';
import { store } from '../store/store';
import type { MatchDetails } from './describe-matches';
import type { Look } from './search-probe';

/** A match before it is stored. */
export type FoundKey = { stored: StoredKey; found: NonNullable<Look['found']> };

const betweenMilliseconds = 500;

/** Keeps what a search finds and how far it is, and stores both together twice a second. */
export class SearchRecorder {
  progress: SearchProgress;
  private pending: SearchMatchRow[] = [];
  private lastFlush = performance.now();

  constructor(private readonly search: SearchRow) {
    const { id, cluster, operation_id, started_by, started_at, query, ...progress } = search;
    this.progress = { ...progress, is_limited: 0 };
  }

  add({ stored, found }: FoundKey, { size, kind }: MatchDetails): void {
    this.pending.push({
      search_id: this.search.id,
      position: this.progress.matches,
      key: toBase64Url(stored.key),
      mod_revision: stored.modRevision,
      size,
      kind,
      span_start: found.span?.start ?? null,
      span_end: found.span?.end ?? null,
      excerpt: found.excerpt === undefined ? null : JSON.stringify(found.excerpt),
    });
    this.progress.matches += 1;
  }

  async flushSometimes(): Promise<void> {
    if (performance.now() - this.lastFlush >= betweenMilliseconds) {
      await this.flush();
    }
  }

  async flush(): Promise<void> {
    const rows = this.pending;
    this.pending = [];
    await recordSearch(store(), this.search.id, { ...this.progress }, rows);
    this.lastFlush = performance.now();
  }
}
