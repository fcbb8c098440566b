'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useKeyChanges } from '@/lib/api/key-changes';

/** What happened to the open key since it was opened; a revision each. */
export type LiveKey = {
  /** The last change of it. */
  changedAt: string | undefined;
  /** It was deleted then and is not there any more. */
  deletedAt: string | undefined;
};

const untouched: LiveKey = { changedAt: undefined, deletedAt: undefined };

/** Follows one key: what is shown of it is read anew whenever it changes, expires or comes back. */
export const useLiveKey = (cluster: string, keyBytes: string, isFollowing: boolean): LiveKey => {
  const client = useQueryClient();
  const [live, setLive] = useState(untouched);
  const prefixes = isFollowing ? [keyBytes] : [];
  useKeyChanges(cluster, prefixes, false, (event) => {
    const readAnew = () => void client.invalidateQueries({ queryKey: ['key', cluster, keyBytes] });
    if (event.type === 'keys-resync') {
      readAnew();
      return;
    }
    const change =
      event.type === 'keys'
        ? event.children.find(({ kind, name }) => kind === 'key' && name === keyBytes)
        : undefined;
    if (change !== undefined) {
      const { modRevision, version } = change;
      setLive({ changedAt: modRevision, deletedAt: version === null ? modRevision : undefined });
      readAnew();
    }
  });
  return live;
};
