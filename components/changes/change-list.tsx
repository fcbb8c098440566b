'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TailEntry } from '@/lib/api/changes';
import type { Change } from '@/lib/domain/api/changes';
import { ChangeRow } from './change-row';

const rowHeight = 28;
const rowsOfAPage = 12;

type ChangeListProps = {
  /** The folder whose changes these are, readable. */
  prefix: string;
  /** Oldest first; shown newest first. */
  entries: readonly TailEntry[];
  onAtTop: (isAtTop: boolean) => void;
  onOpen: (change: Change) => void;
};

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: rowsOfAPage,
  PageUp: -rowsOfAPage,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The changes, newest first: only the lines in view are in the page. */
export const ChangeList = ({ prefix, entries, onAtTop, onOpen }: ChangeListProps) => {
  'use no memo'; // The virtualizer changes in place, which the compiler cannot see.
  const t = useTranslations('changes');
  const scroller = useRef<HTMLDivElement>(null);
  const [activeSequence, setActiveSequence] = useState<number | undefined>();
  const entryAt = (index: number) => entries[entries.length - 1 - index];
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => entryAt(index)?.sequence ?? index,
    overscan: 10,
  });
  const found = entries.findLastIndex(({ sequence }) => sequence === activeSequence);
  const activeIndex = found < 0 ? 0 : entries.length - 1 - found;

  const open = (entry: TailEntry | undefined) => {
    if (entry?.type === 'change') {
      setActiveSequence(entry.sequence);
      onOpen(entry);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === 'Enter') {
      open(entryAt(activeIndex));
    } else if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const next = Math.min(entries.length - 1, Math.max(0, activeIndex + step));
      setActiveSequence(entryAt(next)?.sequence);
      // What one moves in must not move itself.
      onAtTop(next === 0);
      virtualizer.scrollToIndex(next);
    }
  };

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('list')}
      aria-activedescendant={entries.length === 0 ? undefined : `change-${activeIndex}`}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => onAtTop(currentTarget.scrollTop < rowHeight)}
      className="group min-h-0 flex-1 overflow-auto focus-visible:outline-offset-[-2px]"
    >
      <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
          const entry = entryAt(index);
          return entry === undefined ? null : (
            <ChangeRow
              key={key}
              id={`change-${index}`}
              prefix={prefix}
              entry={entry}
              position={index + 1}
              isActive={index === activeIndex}
              style={{ transform: `translateY(${start}px)`, height: size }}
              onOpen={() => open(entry)}
            />
          );
        })}
      </div>
    </div>
  );
};
