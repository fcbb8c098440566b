import type { Folder, FolderEntry } from '@/lib/domain/api/keys';
import { compareBytes, fromBase64Url } from '@/lib/domain/bytes';

/** Which part of a folder is shown: from its start, from a key, its end, or what a filter leaves. */
export type LevelView = { from?: string; last?: boolean; filter?: string };

/** An end of the rows of a folder. */
export type LevelEnd = 'head' | 'tail';

/** A folder that was opened: one unbroken stretch of its children, at one revision. */
export type Level = Omit<Folder, 'prefix' | 'entries'> & {
  entries: readonly FolderEntry[];
  view: LevelView;
  /** `loading` while a page is on its way; rows may stand there already. */
  state: 'loading' | 'ready' | 'failed';
  /** Where the page on its way, or the one that failed, belongs. */
  loadingAt: LevelEnd;
  error?: unknown;
  /** The rows are those of before, and are being read anew. */
  isStale: boolean;
  /** The revision the first pages were read at is gone; later pages are newer. */
  restarted: boolean;
  /** Children that just changed, by their name in base64url, with the revision of the change. */
  changed: ReadonlyMap<string, string>;
};

const nothingChanged: ReadonlyMap<string, string> = new Map();

/** A folder of which nothing is known yet. */
export const newLevel = (view: LevelView = {}): Level => ({
  delimiter: '/',
  revision: '0',
  entries: [],
  next: null,
  previous: null,
  total: '0',
  totalKind: 'at-least',
  before: null,
  isPartial: false,
  readAt: '',
  answeredBy: '',
  elapsedMilliseconds: 0,
  view,
  state: 'loading',
  loadingAt: 'tail',
  isStale: false,
  restarted: false,
  changed: nothingChanged,
});

/** A page takes the place of whatever was there. */
export const withFirstPage = (level: Level, page: Folder): Level => ({
  ...level,
  ...page,
  state: 'ready',
  error: undefined,
  isStale: false,
  restarted: false,
});

/** An exact total is kept current by the changes; a page may only know that of its cursor. */
const knownTotal = ({ total, totalKind }: Level): Partial<Pick<Level, 'total' | 'totalKind'>> =>
  totalKind === 'exact' ? { total, totalKind } : {};

/** A page that follows the rows. */
export const withNextPage = (level: Level, page: Folder): Level => ({
  ...level,
  ...page,
  ...knownTotal(level),
  entries: [...level.entries, ...page.entries],
  previous: level.previous,
  before: level.before,
  state: 'ready',
  error: undefined,
});

/** A page that goes before the rows. */
export const withPreviousPage = (level: Level, page: Folder): Level => ({
  ...level,
  ...page,
  ...knownTotal(level),
  entries: [...page.entries, ...level.entries],
  next: level.next,
  state: 'ready',
  error: undefined,
});

const nameBytes = ({ name }: FolderEntry): Uint8Array =>
  fromBase64Url(name.bytes) ?? new Uint8Array();

/**
 * Where a child stands among entries in byte order: its index, or, where it is none of them, the
 * index it would have. No two children of a folder have the same bytes.
 */
export const findEntry = (
  entries: readonly FolderEntry[],
  name: Uint8Array,
): { index: number; isThere: boolean } => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    const order = entry === undefined ? 0 : compareBytes(nameBytes(entry), name);
    if (order === 0) {
      return { index: middle, isThere: true };
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return { index: low, isThere: false };
};
