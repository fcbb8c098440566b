import type { FolderEntry } from '@/lib/domain/api/keys';

/** What is known of a folder that was opened. */
export type LoadedFolder = {
  delimiter: string;
  entries: FolderEntry[];
  /** Cursor of the next page; null where all is loaded. */
  next: string | null;
  total: string;
  revision: string;
  answeredBy: string;
  elapsedMilliseconds: number;
  state: 'loading' | 'ready' | 'failed';
  error?: unknown;
  /** The revision the first pages were read at is gone; later pages are newer. */
  restarted: boolean;
};

/** A row of the tree. `parent` is the prefix of its folder, base64url. */
export type TreeRow =
  | {
      type: 'entry';
      id: string;
      entry: FolderEntry;
      parent: string;
      depth: number;
      isExpanded: boolean;
      position: number;
    }
  | { type: 'more' | 'loading' | 'failed' | 'empty'; id: string; parent: string; depth: number };

/** The tree as it is open: folders by prefix, both in base64url. */
export type TreeState = {
  root: string;
  folders: ReadonlyMap<string, LoadedFolder>;
  expanded: ReadonlySet<string>;
  /** Children to show although the page they are on is not loaded, by prefix of their folder. */
  onTheWay: ReadonlyMap<string, FolderEntry>;
};

/** The identity of an entry: a key and a folder may have the same bytes. */
const entryId = ({ kind, name }: Pick<FolderEntry, 'kind' | 'name'>): string =>
  `${kind}:${name.bytes}`;

/** The rows of the open tree from top to bottom. */
export const flattenTree = (tree: TreeState): TreeRow[] => {
  const rows: TreeRow[] = [];
  addFolder(tree, tree.root, 1, rows);
  return rows;
};

const addFolder = (tree: TreeState, parent: string, depth: number, rows: TreeRow[]): void => {
  const folder = tree.folders.get(parent);
  if (folder === undefined) {
    rows.push({ type: 'loading', id: `loading:${parent}`, parent, depth });
    return;
  }
  const entries = withEntryOnTheWay(folder, tree.onTheWay.get(parent));
  entries.forEach((entry, index) => {
    addEntry(tree, { entry, parent, depth, position: index + 1 }, rows);
  });
  const tail = tailOf(folder, entries.length);
  if (tail !== undefined) {
    rows.push({ type: tail, id: `${tail}:${parent}`, parent, depth });
  }
};

const addEntry = (
  tree: TreeState,
  place: { entry: FolderEntry; parent: string; depth: number; position: number },
  rows: TreeRow[],
): void => {
  const { entry, depth } = place;
  const isExpanded = entry.kind === 'folder' && tree.expanded.has(entry.name.bytes);
  rows.push({ type: 'entry', id: entryId(entry), isExpanded, ...place });
  if (isExpanded) {
    addFolder(tree, entry.name.bytes, depth + 1, rows);
  }
};

/** A link may point into a page that is not loaded; its row stands after those that are. */
const withEntryOnTheWay = (
  folder: LoadedFolder,
  wanted: FolderEntry | undefined,
): readonly FolderEntry[] => {
  const { entries, next } = folder;
  const isMissing =
    wanted !== undefined &&
    next !== null &&
    !entries.some((entry) => entryId(entry) === entryId(wanted));
  return isMissing ? [...entries, wanted] : entries;
};

const tailOf = (
  { state, next }: LoadedFolder,
  count: number,
): 'more' | 'loading' | 'failed' | 'empty' | undefined => {
  if (state !== 'ready') {
    return state;
  }
  if (next !== null) {
    return 'more';
  }
  return count === 0 ? 'empty' : undefined;
};
