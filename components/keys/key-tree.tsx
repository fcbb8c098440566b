'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TreeLayout } from './tree-layout';
import type { Level, LevelEnd } from './tree-level';
import { TreeRowView } from './tree-row';
import type { EntryRow, TreeRow } from './tree-rows';
import type { Selection } from './use-selection';
import { useTreeKeyboard } from './use-tree-keyboard';

const rowHeight = 26;

type KeyTreeProps = {
  rows: TreeLayout;
  levels: ReadonlyMap<string, Level>;
  /** Row of what the address points to. */
  selectedId: string | undefined;
  /** Row to bring into sight once for each part of a folder: the begin or end that was jumped to. */
  sought: { part: string; id: string | undefined } | undefined;
  /** Undefined where nothing could be done with what is checked. */
  selection: Selection | undefined;
  onExpand: (prefix: string) => void;
  onCollapse: (prefix: string) => void;
  onLoadMore: (prefix: string, end: LevelEnd) => void;
  onSelect: (row: EntryRow) => void;
};

/** The tree of keys: only the rows in view are in the page, the keyboard works as in any tree. */
export const KeyTree = ({ rows, levels, selectedId, sought, selection, ...on }: KeyTreeProps) => {
  'use no memo'; // The virtualizer changes in place, which the compiler cannot see.
  const t = useTranslations('keys');
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string | undefined>();
  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const focusedIndex = Math.max(0, rows.indexOf(focusedId ?? selectedId));

  const focusRow = (index: number) => {
    setFocusedId(rows.rowAt(index)?.id);
    virtualizer.scrollToIndex(index);
  };

  const showRow = useEffectEvent((id: string | undefined) => {
    const index = rows.indexOf(id);
    if (index < 0) {
      return;
    }
    setFocusedId(id);
    const { startIndex = 0, endIndex = -1 } = virtualizer.range ?? {};
    // What comes into sight is shown with what is around it, not at the very edge.
    if (index < startIndex || index >= endIndex) {
      virtualizer.scrollToIndex(index, { align: 'center' });
    }
  });
  const isSelectedThere = rows.indexOf(selectedId) >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each selection that appears.
  useEffect(() => showRow(selectedId), [selectedId, isSelectedThere]);
  const isSoughtThere = rows.indexOf(sought?.id) >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each part that was sought.
  useEffect(() => showRow(sought?.id), [sought?.part, isSoughtThere]);

  const activate = (row: TreeRow | undefined) => {
    if (row?.type === 'entry') {
      setFocusedId(row.id);
      on.onSelect(row);
    } else if (row !== undefined) {
      setFocusedId(row.id);
      on.onLoadMore(row.parent, row.end);
    }
  };
  const toggle = (row: TreeRow | undefined) => {
    if (row?.type === 'entry' && row.entry.kind === 'folder') {
      setFocusedId(row.id);
      (row.isExpanded ? on.onCollapse : on.onExpand)(row.entry.name.bytes);
    }
  };
  const check = (index: number, isRange: boolean) => {
    setFocusedId(rows.rowAt(index)?.id);
    if (isRange) {
      selection?.checkTo(index);
    } else {
      selection?.toggle(rows.rowAt(index));
    }
  };

  const onKeyDown = useTreeKeyboard(
    { rows, focusedIndex, canCheck: selection !== undefined },
    {
      focus: focusRow,
      extendTo: (index) => {
        selection?.extend(focusedIndex, index);
        focusRow(index);
      },
      check,
      activate: (index) => activate(rows.rowAt(index)),
      toggle: (index) => toggle(rows.rowAt(index)),
    },
  );

  const items = virtualizer.getVirtualItems();
  const loadInSight = useEffectEvent(() => {
    for (const { index } of items) {
      const row = rows.rowAt(index);
      // A filter goes on only when asked: each page of it may search far.
      if (row?.type === 'more' && levels.get(row.parent)?.isPartial !== true) {
        on.onLoadMore(row.parent, row.end);
      }
    }
  });
  useEffect(() => loadInSight());

  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={t('tree')}
      aria-multiselectable={selection !== undefined}
      aria-activedescendant={
        items.some(({ index }) => index === focusedIndex) ? `row-${focusedIndex}` : undefined
      }
      onKeyDown={onKeyDown}
      className={clsx(
        'group min-h-0 flex-1 overflow-auto py-1 focus-visible:outline-offset-[-2px]',
        selection?.isAny && 'is-choosing',
      )}
    >
      <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, size }) => {
          const row = rows.rowAt(index);
          return row === undefined ? null : (
            <TreeRowView
              key={row.id}
              id={`row-${index}`}
              row={row}
              level={levels.get(row.parent)}
              isFilteredInside={
                row.type === 'entry' &&
                row.isExpanded &&
                levels.get(row.entry.name.bytes)?.view.filter !== undefined
              }
              isFocused={index === focusedIndex}
              isOpen={row.id === selectedId}
              isChecked={selection?.isChecked(row)}
              style={{ transform: `translateY(${start}px)`, height: size }}
              onActivate={() => activate(row)}
              onToggle={() => toggle(row)}
              onCheck={(isRange) => check(index, isRange)}
            />
          );
        })}
      </div>
    </div>
  );
};
