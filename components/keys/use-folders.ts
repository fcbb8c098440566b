'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { LevelStore } from './level-store';

/** The opened folders of a cluster's tree, and the store that reads them. */
export const useFolders = (cluster: string, revision: string | undefined) => {
  const [store] = useState(() => new LevelStore(cluster, revision));
  useEffect(() => () => store.stop(), [store]);
  const { levels, resync } = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    store.getSnapshot,
  );
  return { store, levels, resync };
};
