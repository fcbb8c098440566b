'use client';

import { useState } from 'react';
import type { KeySelection } from '../bulk/key-selection';
import { ancestorsOf } from './path-entries';
import type { TreeLayout } from './tree-layout';
import type { EntryRow, TreeRow } from './tree-rows';

/** More rows are not checked one by one: a folder is checked instead. */
const mostChecked = 10_000;

type Checked = { ids: ReadonlySet<string>; anchor: string | undefined };

const nothing: Checked = { ids: new Set(), anchor: undefined };

const isCovered = (ids: ReadonlySet<string>, ancestors: readonly string[]): boolean =>
  ancestors.some((prefix) => ids.has(`folder:${prefix}`));

const isCheckable = (row: TreeRow | undefined): row is EntryRow =>
  row?.type === 'entry' && !row.entry.locked;

/** What is chosen, without what lies in a chosen folder anyway. */
const selectionOf = ({ ids }: Checked, delimiter: string): KeySelection => {
  const selection: KeySelection = { keys: [], folders: [] };
  for (const id of ids) {
    const [kind, bytes = ''] = id.split(':');
    const target = kind === 'folder' ? 'folder' : 'key';
    if (!isCovered(ids, ancestorsOf(target, bytes, delimiter))) {
      (target === 'folder' ? selection.folders : selection.keys).push(bytes);
    }
  }
  return selection;
};

/** The rows a person checked: keys, and folders with all they hold. */
export const useSelection = (rows: TreeLayout, delimiter: string) => {
  const [checked, setChecked] = useState(nothing);

  const toggle = (row: TreeRow | undefined) => {
    if (!isCheckable(row) || isCovered(checked.ids, row.ancestors)) {
      return;
    }
    const ids = new Set(checked.ids);
    if (!ids.delete(row.id) && ids.size < mostChecked) {
      ids.add(row.id);
    }
    setChecked({ ids, anchor: row.id });
  };

  /** Checks all rows from one to another. */
  const extend = (from: number, to: number) => {
    const ids = new Set(checked.ids);
    const last = Math.max(from, to);
    for (let at = Math.min(from, to); at <= last && ids.size < mostChecked; at += 1) {
      const row = rows.rowAt(at);
      if (isCheckable(row) && !isCovered(ids, row.ancestors)) {
        ids.add(row.id);
      }
    }
    setChecked({ ids, anchor: checked.anchor ?? rows.rowAt(from)?.id });
  };

  /** Checks all rows between the one that was toggled last and this one. */
  const checkTo = (index: number) => {
    const anchor = rows.indexOf(checked.anchor);
    extend(anchor < 0 ? index : anchor, index);
  };

  return {
    selection: selectionOf(checked, delimiter),
    count: checked.ids.size,
    isAny: checked.ids.size > 0,
    isFull: checked.ids.size >= mostChecked,
    isChecked: (row: TreeRow) => checked.ids.has(row.id) || isCovered(checked.ids, row.ancestors),
    toggle,
    checkTo,
    extend,
    clear: () => setChecked(nothing),
  };
};

/** The rows a person checked, with what changes them. */
export type Selection = ReturnType<typeof useSelection>;
