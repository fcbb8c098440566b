'use client';

import { useCallback, useEffect, useRef } from 'react';
import type { OpenTarget } from '@/components/keys/panel-props';

/**
 * The same function at every render: the page makes a new one whenever a key changes somewhere,
 * which is no reason to draw the long tables of a report again.
 */
export const useLatestOpen = (onOpen: OpenTarget): OpenTarget => {
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  }, [onOpen]);
  return useCallback((...target) => latest.current(...target), []);
};
