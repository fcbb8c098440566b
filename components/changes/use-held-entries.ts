'use client';

import { useState } from 'react';
import type { TailEntry } from '@/lib/api/changes';

type Held = { entries: readonly TailEntry[]; by: 'button' | 'scrolling' };

const countOf = (entry: TailEntry): number => (entry.type === 'skipped' ? entry.count : 1);

/**
 * Holds the list still while it is paused: by the button until it is pressed again, by scrolling
 * down until the reader is back at the top. What arrives meanwhile is counted.
 */
export const useHeldEntries = (entries: readonly TailEntry[]) => {
  const [held, setHeld] = useState<Held | undefined>();
  const last = held?.entries.at(-1)?.sequence ?? 0;
  const arrived =
    held === undefined
      ? 0
      : entries
          .filter(({ sequence }) => sequence > last)
          .reduce((sum, entry) => sum + countOf(entry), 0);
  return {
    shown: held?.entries ?? entries,
    isPaused: held !== undefined,
    arrived,
    pause: () => setHeld({ entries: held?.entries ?? entries, by: 'button' }),
    resume: () => setHeld(undefined),
    /** Says whether the newest line is in sight. */
    atTop: (isAtTop: boolean) => {
      if (isAtTop && held?.by === 'scrolling') {
        setHeld(undefined);
      } else if (!isAtTop && held === undefined) {
        setHeld({ entries, by: 'scrolling' });
      }
    },
  };
};
