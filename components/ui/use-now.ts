'use client';

import { useEffect, useState } from 'react';
import { useNow as useProvidedNow } from 'use-intl';

/**
 * The present time, renewed every so many milliseconds. It begins as the time of the provider, so
 * that the browser's first render equals the server's.
 */
export const useNow = (everyMilliseconds = 1_000): Date => {
  const provided = useProvidedNow();
  const [now, setNow] = useState(provided);
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
};
