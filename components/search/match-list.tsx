'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OpenTarget } from '@/components/keys/panel-props';
import { matchesPerPage } from '@/lib/api/searches';
import type { Search } from '@/lib/domain/api/searches';
import { MatchPage } from './match-page';

const rowHeight = 26;
const rowHeightWithExcerpt = 46;

type MatchListProps = { search: Search; onOpen: OpenTarget };

/** Everything a search found, in the order of the keys; only the rows in view are in the page. */
export const MatchList = ({ search, onOpen }: MatchListProps) => {
  'use no memo'; // The virtualizer changes in place, which the compiler cannot see.
  const t = useTranslations('search');
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const hasExcerpt = search.query.what === 'values';
  const virtualizer = useVirtualizer({
    count: search.matches,
    getScrollElement: () => scroller.current,
    estimateSize: () => (hasExcerpt ? rowHeightWithExcerpt : rowHeight),
    overscan: 12,
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 };
    const ends: Record<string, number> = { Home: 0, End: search.matches - 1 };
    const step = steps[event.key];
    const target = ends[event.key] ?? (step === undefined ? undefined : focused + step);
    if (target !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const index = Math.min(search.matches - 1, Math.max(0, target));
      setFocused(index);
      virtualizer.scrollToIndex(index);
    } else if (event.key === 'Enter') {
      document.getElementById(`match-${focused}`)?.click();
    }
  };

  const items = virtualizer.getVirtualItems();
  const pages = [...new Set(items.map(({ index }) => Math.floor(index / matchesPerPage)))];
  const isFocusedShown = items.some(({ index }) => index === focused);
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('results')}
      aria-activedescendant={isFocusedShown ? `match-${focused}` : undefined}
      onKeyDown={onKeyDown}
      className="group min-h-40 flex-1 overflow-auto py-1 focus-visible:outline-offset-[-2px]"
    >
      <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {pages.map((page) => (
          <MatchPage
            key={page}
            search={search}
            page={page}
            rows={items.filter(({ index }) => Math.floor(index / matchesPerPage) === page)}
            focused={focused}
            onOpen={onOpen}
            onFocus={setFocused}
          />
        ))}
      </div>
    </div>
  );
};
