import type { FolderEntry } from '@/lib/domain/api/keys';
import type { Level, LevelEnd } from './tree-level';

/** Rows that are no child: at the ends of a folder, for what is not loaded or went wrong. */
export type EdgeType = 'earlier' | 'more' | 'full' | 'loading' | 'failed' | 'empty';

/** What rows of one folder share. `parent` is its prefix (base64url), `ancestors` end with it. */
export type RowPlace = { id: string; parent: string; ancestors: readonly string[]; depth: number };

/** A row of the tree. */
export type TreeRow =
  | (RowPlace & { type: 'entry'; entry: FolderEntry; isExpanded: boolean; position: number })
  | (RowPlace & { type: EdgeType; end: LevelEnd });

/** A row that is a key or a folder. */
export type EntryRow = Extract<TreeRow, { type: 'entry' }>;

/** The tree as it is open: folders by prefix, both in base64url. */
export type TreeState = {
  delimiter: string;
  levels: ReadonlyMap<string, Level>;
  expanded: ReadonlySet<string>;
  /** Children to show although the page they are on is not loaded, by prefix of their folder. */
  onTheWay: ReadonlyMap<string, FolderEntry>;
};

/** More rows of one folder are not kept: it is jumped in, or filtered, instead. */
export const mostRowsOfFolder = 200_000;

/** The identity of an entry: a key and a folder may have the same bytes. */
export const entryId = ({ kind, name }: Pick<FolderEntry, 'kind' | 'name'>): string =>
  `${kind}:${name.bytes}`;
