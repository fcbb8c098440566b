'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => {};

/** Charts set sizes by inline style, which the page's CSP refuses in the server's HTML. */
export const useIsBrowser = (): boolean =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
