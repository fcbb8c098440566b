import { fromBase64Url } from '@/lib/domain/bytes';
import { type LevelNode, type OpenFolder, rootNode } from './level-node';
import { ancestorsOf } from './path-entries';
import { findEntry, type LevelEnd } from './tree-level';
import { type EdgeType, entryId, type TreeRow, type TreeState } from './tree-rows';

/** The last open folder whose own row stands before a row (of the entries part of a node). */
const openedBefore = ({ opened }: LevelNode, row: number): OpenFolder | undefined => {
  let low = 0;
  let high = opened.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = opened[middle];
    if (candidate !== undefined && candidate.index + candidate.rowsBefore < row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return opened[low - 1];
};

const edgeRow = (
  place: LevelNode['place'],
  end: LevelEnd,
  type: EdgeType | undefined,
): TreeRow | undefined =>
  type === undefined ? undefined : { ...place, type, end, id: `${end}:${place.parent}` };

const rowOfNode = (node: LevelNode, wanted: number): TreeRow | undefined => {
  if (node.head !== undefined && wanted === 0) {
    return edgeRow(node.place, 'head', node.head);
  }
  const row = wanted - (node.head === undefined ? 0 : 1);
  const before = openedBefore(node, row);
  const inside = before === undefined ? 0 : row - before.index - before.rowsBefore - 1;
  if (before !== undefined && inside < before.node.size) {
    return rowOfNode(before.node, inside);
  }
  const index = row - (before === undefined ? 0 : before.rowsBefore + before.node.size);
  const entry = node.entries[index];
  if (entry === undefined) {
    return index === node.entries.length ? edgeRow(node.place, 'tail', node.tail) : undefined;
  }
  const isExpanded = openedBefore(node, row + 1)?.index === index;
  const id = entryId(entry);
  return { ...node.place, type: 'entry', id, entry, isExpanded, position: index + 1 };
};

/** Rows before the entry with an index, among the rows of its node. */
const rowsBeforeEntry = (node: LevelNode, index: number): number => {
  const opened = node.opened.findLast((folder) => folder.index < index);
  const nested = opened === undefined ? 0 : opened.rowsBefore + opened.node.size;
  return (node.head === undefined ? 0 : 1) + nested + index;
};

/** The rows of the open tree, found by their index without ever listing them. */
export type TreeLayout = {
  /** How many rows there are. */
  count: number;
  rowAt: (index: number) => TreeRow | undefined;
  /** The index of a row by its id; -1 where the tree has none. */
  indexOf: (id: string | undefined) => number;
};

const indexOfEntry = (root: LevelNode, id: string, delimiter: string): number => {
  const [kind = '', bytes = ''] = id.split(':');
  if (kind !== 'key' && kind !== 'folder') {
    return -1;
  }
  let node: LevelNode | undefined = root;
  let rows = 0;
  const steps = [...ancestorsOf(kind, bytes, delimiter).slice(1), bytes];
  for (const [step, name] of steps.entries()) {
    const found = findEntry(node.entries, fromBase64Url(name) ?? new Uint8Array());
    if (!found.isThere) {
      return -1;
    }
    rows += rowsBeforeEntry(node, found.index);
    if (step === steps.length - 1) {
      return node.entries[found.index]?.kind === kind ? rows : -1;
    }
    node = node.opened.find(({ index }) => index === found.index)?.node;
    if (node === undefined) {
      return -1;
    }
    rows += 1;
  }
  return -1;
};

const indexOfEdge = (node: LevelNode, id: string): number => {
  const { parent } = node.place;
  if (node.head !== undefined && id === `head:${parent}`) {
    return 0;
  }
  if (node.tail !== undefined && id === `tail:${parent}`) {
    return node.size - 1;
  }
  for (const { index, node: inner } of node.opened) {
    const found = indexOfEdge(inner, id);
    if (found >= 0) {
      return rowsBeforeEntry(node, index) + 1 + found;
    }
  }
  return -1;
};

/**
 * Lays the open tree out. Costs what the number of open folders is, not what the rows are; a row is
 * found in the logarithm of it.
 */
export const layoutTree = (tree: TreeState): TreeLayout => {
  const root = rootNode(tree);
  return {
    count: root.size,
    rowAt: (index) => (index < 0 ? undefined : rowOfNode(root, index)),
    indexOf: (id) => {
      if (id === undefined) {
        return -1;
      }
      const entry = indexOfEntry(root, id, tree.delimiter);
      return entry >= 0 ? entry : indexOfEdge(root, id);
    },
  };
};
