import 'server-only';
import type { ErrorCode } from '@/lib/domain/errors';
import type { WatchEvent } from '../etcd/cluster-connection';

/** What one who follows a prefix is told, in order. */
export type WatchNews =
  /** All changes after this revision are told from here on; again after an interruption. */
  | { type: 'watching'; revision: string }
  /** What changed up to this revision; without events it only moves on. */
  | { type: 'changes'; events: readonly WatchEvent[]; revision: string }
  /** Changes were missed. Those after this revision are told. */
  | { type: 'lost'; reason: 'compacted' | 'reconnected'; revision: string }
  /** Nothing comes for now; goes on by itself with `watching` or `lost`. */
  | { type: 'interrupted'; code: ErrorCode }
  /** The last news: it cannot be followed. */
  | { type: 'refused'; code: ErrorCode };

/** Gets the news of a prefix. It must not throw and not wait. */
export type WatchListener = (news: WatchNews) => void;
