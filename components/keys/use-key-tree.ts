'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url } from '@/lib/domain/bytes';
import { pathEntries } from './path-entries';
import { flattenTree, type LoadedFolder } from './tree-rows';
import { useFolders } from './use-folders';

const root = '';

type Location = { key: string | null; folder: string | null };

const entriesOnTheWay = (
  { key, folder }: Location,
  delimiter: string | undefined,
): Map<string, FolderEntry> => {
  const name = fromBase64Url(key ?? folder ?? '');
  if (name === undefined || name.length === 0 || delimiter === undefined) {
    return new Map();
  }
  return pathEntries({ kind: key === null ? 'folder' : 'key', name }, delimiter);
};

/** The folder that holds most of the keys, opened although nobody asked. */
const obviousFolder = ({ entries, total }: LoadedFolder): string | undefined =>
  entries.find(({ count }) => count !== null && BigInt(count) * 2n > BigInt(total))?.name.bytes;

const deepestObvious = 2;

/** The tree of a cluster's keys, opened along the way to what the address points to. */
export const useKeyTree = (cluster: string, location: Location) => {
  const { folders, open, loadMore, reload } = useFolders(cluster);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [obvious, setObvious] = useState<readonly string[]>([root]);
  const delimiter = folders.get(root)?.state === 'ready' ? folders.get(root)?.delimiter : undefined;
  const onTheWay = entriesOnTheWay(location, delimiter);

  const expand = (prefixes: readonly string[]) => {
    for (const prefix of prefixes) {
      open(prefix);
    }
    setExpanded((before) => new Set([...before, ...prefixes]));
  };
  const collapse = (prefix: string) =>
    setExpanded((before) => new Set([...before].filter((other) => other !== prefix)));

  const openRoot = useEffectEvent(() => open(root));
  useEffect(() => openRoot(), []);

  const target = location.key ?? location.folder ?? '';
  const openWay = useEffectEvent(() => {
    const way = [...onTheWay.values()].filter(({ kind }) => kind === 'folder');
    expand(way.map(({ name }) => name.bytes));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for another target.
  useEffect(() => openWay(), [target, delimiter]);

  const newest = obvious.at(-1) ?? root;
  const newestState = folders.get(newest)?.state;
  const openObvious = useEffectEvent(() => {
    const folder = folders.get(newest);
    if (target === '' && folder?.state === 'ready' && obvious.length <= deepestObvious) {
      const first = obviousFolder(folder);
      if (first !== undefined) {
        expand([first]);
        setObvious([...obvious, first]);
      }
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again when the folder is there.
  useEffect(() => openObvious(), [newest, newestState]);

  return {
    rows: flattenTree({ root, folders, expanded, onTheWay }),
    root: folders.get(root),
    /** The entries from the root to what is open. */
    way: [...onTheWay.values()],
    folders,
    expand,
    collapse,
    loadMore,
    refresh: () => reload([root, ...expanded]),
    restarted: [...folders.values()].some((folder) => folder.restarted),
  };
};
