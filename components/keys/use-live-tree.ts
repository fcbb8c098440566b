'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useKeyChanges } from '@/lib/api/key-changes';
import { useLive } from '@/lib/api/use-event-stream';
import type { KeysStatusEvent } from '@/lib/domain/api/key-events';
import { ancestorsOf } from './path-entries';
import type { KeyTreeState } from './use-key-tree';

/** Each followed folder is a watch on the server. */
const mostFollowed = 20;

/** How current the tree is kept. */
export type LiveState =
  | 'live'
  | 'partly'
  | 'paused'
  | 'past'
  | 'interrupted'
  | 'refused'
  | 'connecting';

/** Whether the tree follows the store, and how that is changed. */
export type LiveTree = { state: LiveState; pause: (isPaused: boolean) => void };

type LiveOptions = { cluster: string; revision: string | null };

/** The open folders that can be seen, that of the address first. */
const foldersInSight = ({ current, expanded, delimiter }: KeyTreeState): string[] => {
  const inSight = [...expanded].filter((prefix) =>
    ancestorsOf('folder', prefix, delimiter).every(
      (ancestor) => ancestor === '' || expanded.has(ancestor),
    ),
  );
  return [...new Set([current, '', ...inSight])];
};

/** Keeps the open folders current while the newest revision is shown. */
export const useLiveTree = (tree: KeyTreeState, { cluster, revision }: LiveOptions): LiveTree => {
  const isConnected = useLive();
  const [isPaused, setPaused] = useState(false);
  const [statuses, setStatuses] = useState<ReadonlyMap<string, KeysStatusEvent['status']>>(
    new Map(),
  );
  const isPast = revision !== null;
  const folders = isPast ? [] : foldersInSight(tree);
  const prefixes = folders.slice(0, mostFollowed);

  const note = (prefix: string, status: KeysStatusEvent['status'] | undefined) => {
    if (statuses.get(prefix) !== status) {
      setStatuses((before) => {
        const after = new Map(before);
        after.delete(prefix);
        return status === undefined ? after : after.set(prefix, status);
      });
    }
  };
  useKeyChanges(cluster, prefixes, isPaused, (event) => {
    if (event.type === 'keys-status') {
      note(event.prefix, event.status);
      return;
    }
    note(event.prefix, undefined);
    tree.receive(event);
  });
  // Who ends a pause knows that changes were held back; this effect runs after those were read.
  const dismissResync = useEffectEvent(() => tree.dismissResync());
  useEffect(() => {
    if (!isPaused) {
      dismissResync();
    }
  }, [isPaused]);
  const joined = prefixes.join(',');
  const followOnly = useEffectEvent(() => tree.followOnly(prefixes));
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for other folders.
  useEffect(() => followOnly(), [joined]);

  const status = statuses.get(tree.current);
  const isWhole = folders.length <= mostFollowed && !folders.some((prefix) => statuses.has(prefix));
  const followed = isWhole ? 'live' : 'partly';
  const present = isPaused ? 'paused' : (status ?? (isConnected ? followed : 'connecting'));
  return { state: isPast ? 'past' : present, pause: setPaused };
};
