'use client';

import { useEffect, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { drawInTurn } from './drawing-queue';

/**
 * What a chart may draw now: the newest content and size, but each only when it is this chart's
 * turn and while it is wanted. Undefined before the first turn.
 */
export const useTurn = <Content>(
  content: Content,
  width: number,
  height: number,
  isWanted: boolean,
): { content: Content; width: number; height: number } | undefined => {
  const who = useId();
  const [shown, setShown] = useState<{ content: Content; width: number; height: number }>();
  useEffect(() => {
    if (!isWanted || width === 0) {
      return;
    }
    // Rendered at once, so that React does not gather the turns of several frames into one.
    return drawInTurn(who, () => flushSync(() => setShown({ content, width, height })));
  }, [who, content, width, height, isWanted]);
  return shown;
};
