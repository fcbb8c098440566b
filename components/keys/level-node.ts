import type { FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url } from '@/lib/domain/bytes';
import { ancestorsOf } from './path-entries';
import { findEntry, type Level } from './tree-level';
import { type EdgeType, mostRowsOfFolder, type RowPlace, type TreeState } from './tree-rows';

/** An open folder among the entries of another. */
export type OpenFolder = { index: number; rowsBefore: number; node: LevelNode };

/** One open folder: its own rows, and the open folders among them with the rows they take. */
export type LevelNode = {
  place: Omit<RowPlace, 'id'>;
  head: EdgeType | undefined;
  entries: readonly FolderEntry[];
  tail: EdgeType | undefined;
  opened: OpenFolder[];
  size: number;
};

const headOf = ({ state, loadingAt, previous }: Level): EdgeType | undefined => {
  if (state !== 'ready' && loadingAt === 'head') {
    return state;
  }
  return previous === null ? undefined : 'earlier';
};

const tailOf = (level: Level): EdgeType | undefined => {
  if (level.state !== 'ready' && level.loadingAt === 'tail') {
    return level.state;
  }
  if (level.next !== null) {
    return level.entries.length >= mostRowsOfFolder ? 'full' : 'more';
  }
  return level.entries.length === 0 ? 'empty' : undefined;
};

/** A link may point into a page that is not loaded; its row stands at the end it lies beyond. */
const withEntryOnTheWay = (
  { entries, next, previous, view }: Level,
  wanted: FolderEntry | undefined,
): readonly FolderEntry[] => {
  const name = wanted === undefined ? undefined : fromBase64Url(wanted.name.bytes);
  if (wanted === undefined || name === undefined || view.filter !== undefined) {
    return entries;
  }
  const { index, isThere } = findEntry(entries, name);
  if (!isThere && index === entries.length && next !== null) {
    return [...entries, wanted];
  }
  return !isThere && index === 0 && previous !== null ? [wanted, ...entries] : entries;
};

/** Open folders by the folder they stand in. */
const openByParent = ({ expanded, delimiter }: TreeState): Map<string, string[]> => {
  const byParent = new Map<string, string[]>();
  for (const prefix of expanded) {
    const parent = ancestorsOf('folder', prefix, delimiter).at(-1);
    if (parent !== undefined) {
      byParent.set(parent, [...(byParent.get(parent) ?? []), prefix]);
    }
  }
  return byParent;
};

const layoutLevel = (
  tree: TreeState,
  openFolders: ReadonlyMap<string, readonly string[]>,
  place: Omit<RowPlace, 'id'>,
): LevelNode => {
  const level = tree.levels.get(place.parent);
  if (level === undefined) {
    return { place, head: undefined, entries: [], tail: 'loading', opened: [], size: 1 };
  }
  const entries = withEntryOnTheWay(level, tree.onTheWay.get(place.parent));
  const opened: OpenFolder[] = [];
  let rowsBefore = 0;
  for (const { index, prefix } of openFoldersIn(entries, openFolders.get(place.parent) ?? [])) {
    const ancestors = [...place.ancestors, prefix];
    const node = layoutLevel(tree, openFolders, {
      parent: prefix,
      ancestors,
      depth: place.depth + 1,
    });
    opened.push({ index, rowsBefore, node });
    rowsBefore += node.size;
  }
  const head = headOf(level);
  const tail = tailOf({ ...level, entries });
  const edges = (head === undefined ? 0 : 1) + (tail === undefined ? 0 : 1);
  return { place, head, entries, tail, opened, size: entries.length + rowsBefore + edges };
};

const openFoldersIn = (entries: readonly FolderEntry[], prefixes: readonly string[]) =>
  prefixes
    .map((prefix) => ({ prefix, ...findEntry(entries, fromBase64Url(prefix) ?? new Uint8Array()) }))
    .filter(({ index, isThere }) => isThere && entries[index]?.kind === 'folder')
    .sort((left, right) => left.index - right.index);

/** The open tree as nodes, the root first. Costs what the open folders are, not what the rows are. */
export const rootNode = (tree: TreeState): LevelNode =>
  layoutLevel(tree, openByParent(tree), { parent: '', ancestors: [''], depth: 1 });
