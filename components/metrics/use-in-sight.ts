'use client';

import { type RefObject, useEffect, useState } from 'react';

/** Things this near to the window count as in sight, so that scrolling finds them drawn. */
const margin = '200px';

/** Whether an element is in the window, or about to be. */
export const useInSight = (element: RefObject<Element | null>): boolean => {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => setInSight(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    );
    if (element.current !== null) {
      observer.observe(element.current);
    }
    return () => observer.disconnect();
  }, [element]);
  return isInSight;
};
