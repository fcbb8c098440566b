'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { treeCommand, typeAhead } from './tree-keyboard';
import { TreeRowView } from './tree-row';
import type { LoadedFolder, TreeRow } from './tree-rows';

const rowHeight = 26;
const typeAheadMilliseconds = 700;

type KeyTreeProps = {
  rows: readonly TreeRow[];
  folders: ReadonlyMap<string, LoadedFolder>;
  /** Row of what the address points to. */
  selectedId: string | undefined;
  onExpand: (prefix: string) => void;
  onCollapse: (prefix: string) => void;
  onLoadMore: (prefix: string) => void;
  onSelect: (row: Extract<TreeRow, { type: 'entry' }>) => void;
};

/** The tree of keys: only the rows in view are in the page, the keyboard works as in any tree. */
export const KeyTree = ({ rows, folders, selectedId, ...on }: KeyTreeProps) => {
  'use no memo'; // The virtualizer changes in place, which the compiler cannot see.
  const t = useTranslations('keys');
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const [focusedId, setFocusedId] = useState<string | undefined>();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const indexOf = (id: string | undefined) => rows.findIndex((row) => row.id === id);
  const focusedIndex = Math.max(0, indexOf(focusedId ?? selectedId));

  const focusRow = (index: number) => {
    setFocusedId(rows[index]?.id);
    virtualizer.scrollToIndex(index);
  };

  const selectedIndex = indexOf(selectedId);
  const isSelectedThere = selectedIndex >= 0;
  const showSelected = useEffectEvent(() => {
    if (!isSelectedThere) {
      return;
    }
    setFocusedId(rows[selectedIndex]?.id);
    const { startIndex = 0, endIndex = -1 } = virtualizer.range ?? {};
    // What comes into sight is shown with what is around it, not at the very edge.
    if (selectedIndex < startIndex || selectedIndex >= endIndex) {
      virtualizer.scrollToIndex(selectedIndex, { align: 'center' });
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each selection that appears.
  useEffect(() => showSelected(), [selectedId, isSelectedThere]);

  const activate = (row: TreeRow | undefined) => {
    if (row?.type === 'more' || row?.type === 'failed') {
      on.onLoadMore(row.parent);
    } else if (row?.type === 'entry') {
      setFocusedId(row.id);
      on.onSelect(row);
    }
  };
  const toggle = (row: TreeRow | undefined) => {
    if (row?.type === 'entry' && row.entry.kind === 'folder') {
      setFocusedId(row.id);
      (row.isExpanded ? on.onCollapse : on.onExpand)(row.entry.name.bytes);
    }
  };

  const onType = (key: string, time: number) => {
    const isSameWord = time - typed.current.at < typeAheadMilliseconds;
    typed.current = { text: isSameWord ? typed.current.text + key : key, at: time };
    focusRow(typeAhead(typed.current.text, rows, focusedIndex));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const command = treeCommand(event.key, rows, focusedIndex);
    if (command === undefined) {
      // `/` and `?` are the shortcuts of the page.
      if (event.key.length === 1 && event.key !== '/' && event.key !== '?') {
        onType(event.key, event.timeStamp);
      }
      return;
    }
    event.preventDefault();
    if (command.type === 'focus') {
      focusRow(command.index);
    } else if (command.type === 'activate') {
      activate(rows[command.index]);
    } else {
      toggle(rows[command.index]);
    }
  };

  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={t('tree')}
      aria-activedescendant={rows[focusedIndex] === undefined ? undefined : `row-${focusedIndex}`}
      onKeyDown={onKeyDown}
      className="group min-h-0 flex-1 overflow-auto py-1 focus-visible:outline-offset-[-2px]"
    >
      <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <TreeRowView
              key={row.id}
              id={`row-${index}`}
              row={row}
              folder={folders.get(row.parent)}
              isFocused={index === focusedIndex}
              isSelected={row.id === selectedId}
              style={{ transform: `translateY(${start}px)`, height: size }}
              onActivate={() => activate(row)}
              onToggle={() => toggle(row)}
            />
          );
        })}
      </div>
    </div>
  );
};
