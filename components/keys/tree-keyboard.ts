import type { TreeLayout } from './tree-layout';

/** What a key press in the tree means (ARIA tree pattern with several selected rows). */
export type TreeCommand =
  | { type: 'focus' | 'extend'; index: number }
  | { type: 'expand' | 'collapse' | 'activate' | 'check' | 'check-to'; index: number };

/** Whether Shift is held, and whether rows can be checked at all. */
export type KeyOptions = { isShift: boolean; canCheck: boolean };

const pageRows = 15;

/** Looked at for a row that begins with what was typed; a folder may have far more. */
const mostTypeAhead = 20_000;

const target = (key: string, rows: TreeLayout, index: number): number | undefined => {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'Home':
      return 0;
    case 'End':
      return rows.count - 1;
    case 'PageDown':
      return Math.min(rows.count - 1, index + pageRows);
    case 'PageUp':
      return Math.max(0, index - pageRows);
    default:
      return undefined;
  }
};

/** The command of a key on the row that has the focus; undefined where the key means nothing. */
export const treeCommand = (
  key: string,
  rows: TreeLayout,
  index: number,
  { isShift, canCheck }: KeyOptions = { isShift: false, canCheck: false },
): TreeCommand | undefined => {
  const to = target(key, rows, index);
  if (to !== undefined) {
    const isNext = key === 'ArrowDown' || key === 'ArrowUp';
    return moveTo(rows, to, isShift && canCheck && isNext ? 'extend' : 'focus');
  }
  switch (key) {
    case 'Enter':
      return rows.rowAt(index) === undefined ? undefined : { type: 'activate', index };
    case ' ':
      return onSpace(rows, index, { isShift, canCheck });
    case 'ArrowRight':
      return onRight(rows, index);
    case 'ArrowLeft':
      return onLeft(rows, index);
    default:
      return undefined;
  }
};

const moveTo = (
  rows: TreeLayout,
  index: number,
  type: 'focus' | 'extend' = 'focus',
): TreeCommand | undefined => (rows.rowAt(index) === undefined ? undefined : { type, index });

/** Space checks a key or folder; where nothing can be checked it opens, as Enter does. */
const onSpace = (
  rows: TreeLayout,
  index: number,
  { isShift, canCheck }: KeyOptions,
): TreeCommand | undefined => {
  const row = rows.rowAt(index);
  if (row === undefined) {
    return undefined;
  }
  if (row.type !== 'entry' || !canCheck) {
    return { type: 'activate', index };
  }
  return { type: isShift ? 'check-to' : 'check', index };
};

const onRight = (rows: TreeLayout, index: number): TreeCommand | undefined => {
  const row = rows.rowAt(index);
  if (row?.type !== 'entry' || row.entry.kind !== 'folder') {
    return undefined;
  }
  return row.isExpanded ? moveTo(rows, index + 1) : { type: 'expand', index };
};

const onLeft = (rows: TreeLayout, index: number): TreeCommand | undefined => {
  const row = rows.rowAt(index);
  if (row?.type === 'entry' && row.isExpanded) {
    return { type: 'collapse', index };
  }
  return row === undefined ? undefined : moveTo(rows, rows.indexOf(`folder:${row.parent}`));
};

/** The next row after `index`, around the end, whose label begins with what was typed. */
export const typeAhead = (typed: string, rows: TreeLayout, index: number): number => {
  const wanted = typed.toLowerCase();
  const first = index + (typed.length > 1 ? 0 : 1);
  const looked = Math.min(rows.count, mostTypeAhead);
  for (let offset = 0; offset < looked; offset += 1) {
    const at = (first + offset) % rows.count;
    const row = rows.rowAt(at);
    if (row?.type === 'entry' && row.entry.label.toLowerCase().startsWith(wanted)) {
      return at;
    }
  }
  return index;
};
