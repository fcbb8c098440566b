'use client';

import clsx from 'clsx';
import type { CSSProperties } from 'react';
import { EdgeContent } from './edge-content';
import { EntryContent } from './entry-content';
import type { Level } from './tree-level';
import type { TreeRow } from './tree-rows';

type TreeRowProps = {
  id: string;
  row: TreeRow;
  /** The folder the row stands in. */
  level: Level | undefined;
  /** The row is an open folder of which a filter shows only a part. */
  isFilteredInside: boolean;
  isFocused: boolean;
  /** The row is what the address points to. */
  isOpen: boolean;
  /** Undefined where rows cannot be checked. */
  isChecked: boolean | undefined;
  style: CSSProperties;
  onActivate: () => void;
  onToggle: () => void;
  onCheck: (isRange: boolean) => void;
};

/** One row of the tree. The keyboard belongs to the tree, so a row only listens to the mouse. */
export const TreeRowView = ({
  id,
  row,
  level,
  isFilteredInside,
  isFocused,
  isOpen,
  isChecked,
  style,
  onActivate,
  onToggle,
  onCheck,
}: TreeRowProps) => {
  const isFolder = row.type === 'entry' && row.entry.kind === 'folder';
  const changedAt = row.type === 'entry' ? level?.changed.get(row.entry.name.bytes) : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its row.
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth}
      aria-expanded={isFolder ? row.isExpanded : undefined}
      aria-selected={isChecked ?? isOpen}
      aria-current={isOpen ? 'location' : undefined}
      aria-posinset={row.type === 'entry' ? row.position : undefined}
      aria-setsize={row.type === 'entry' ? setSize(level) : undefined}
      onClick={onActivate}
      className={clsx(
        'group/row absolute top-0 left-0 flex w-full cursor-pointer items-center gap-1.5 pr-3',
        isOpen ? 'bg-selection shadow-[inset_2px_0_0_var(--green)]' : 'hover:bg-row-hover',
        isChecked === true && !isOpen && 'bg-selection',
        isFocused &&
          'group-focus-visible:ring-1 group-focus-visible:ring-blue group-focus-visible:ring-inset',
      )}
      style={{ ...style, paddingLeft: 8 + 14 * (row.depth - 1) }}
    >
      {changedAt === undefined ? null : (
        <span
          key={changedAt}
          aria-hidden
          data-changed
          className="pointer-events-none absolute inset-0 -z-10 bg-yellow-wash motion-safe:animate-flash"
        />
      )}
      {row.type === 'entry' ? (
        <EntryContent
          row={row}
          isChecked={isChecked}
          isFilteredInside={isFilteredInside}
          onToggle={onToggle}
          onCheck={onCheck}
        />
      ) : (
        <EdgeContent row={row} level={level} />
      )}
    </div>
  );
};

/** The set is only known whole once both of its ends are loaded (-1 says so). */
const setSize = (level: Level | undefined): number =>
  level === undefined || level.next !== null || level.previous !== null ? -1 : level.entries.length;
