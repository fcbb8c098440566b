import type { TreeRow } from './tree-rows';

/** What a key press in the tree means (ARIA tree pattern). */
export type TreeCommand =
  | { type: 'focus'; index: number }
  | { type: 'expand' | 'collapse' | 'activate'; index: number };

/** The command of a key on the row that has the focus; undefined where the key means nothing. */
export const treeCommand = (
  key: string,
  rows: readonly TreeRow[],
  index: number,
): TreeCommand | undefined => {
  const row = rows[index];
  switch (key) {
    case 'ArrowDown':
      return focus(rows, index + 1);
    case 'ArrowUp':
      return focus(rows, index - 1);
    case 'Home':
      return focus(rows, 0);
    case 'End':
      return focus(rows, rows.length - 1);
    case 'PageDown':
      return focus(rows, Math.min(rows.length - 1, index + 15));
    case 'PageUp':
      return focus(rows, Math.max(0, index - 15));
    case 'Enter':
    case ' ':
      return row === undefined ? undefined : { type: 'activate', index };
    case 'ArrowRight':
      return onRight(rows, index);
    case 'ArrowLeft':
      return onLeft(rows, index);
    default:
      return undefined;
  }
};

const focus = (rows: readonly TreeRow[], index: number): TreeCommand | undefined =>
  rows[index] === undefined ? undefined : { type: 'focus', index };

const onRight = (rows: readonly TreeRow[], index: number): TreeCommand | undefined => {
  const row = rows[index];
  if (row?.type !== 'entry' || row.entry.kind !== 'folder') {
    return undefined;
  }
  return row.isExpanded ? focus(rows, index + 1) : { type: 'expand', index };
};

const onLeft = (rows: readonly TreeRow[], index: number): TreeCommand | undefined => {
  const row = rows[index];
  if (row?.type === 'entry' && row.isExpanded) {
    return { type: 'collapse', index };
  }
  const depth = row?.depth ?? 1;
  const parent = rows.findLastIndex((other, at) => at < index && other.depth < depth);
  return focus(rows, parent);
};

/** The next row after `index`, around the end, whose label begins with what was typed. */
export const typeAhead = (typed: string, rows: readonly TreeRow[], index: number): number => {
  const wanted = typed.toLowerCase();
  const order = rows.map(
    (_, offset) => (index + offset + (typed.length > 1 ? 0 : 1)) % rows.length,
  );
  return (
    order.find((at) => {
      const row = rows[at];
      return row?.type === 'entry' && row.entry.label.toLowerCase().startsWith(wanted);
    }) ?? index
  );
};
