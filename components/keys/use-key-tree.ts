'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url } from '@/lib/domain/bytes';
import { ancestorsOf, pathEntries } from './path-entries';
import { layoutTree } from './tree-layout';
import type { Level, LevelView } from './tree-level';
import { useFolders } from './use-folders';

const root = '';

type Location = {
  key: string | null;
  folder: string | null;
  revision: string | null;
  levelView: LevelView;
};

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
const obviousFolder = ({ entries, total }: Level): string | undefined =>
  entries.find(({ count }) => count !== null && BigInt(count) * 2n > BigInt(total))?.name.bytes;

const deepestObvious = 2;

const isSameView = (left: LevelView, right: LevelView): boolean =>
  left.from === right.from && left.last === right.last && left.filter === right.filter;

/** The folder that is open: the one the address names, or that of the open key. */
const openFolderOf = ({ key, folder }: Location, delimiter: string): string =>
  (key === null ? folder : ancestorsOf('key', key, delimiter).at(-1)) ?? root;

/** The tree of a cluster's keys, opened along the way to what the address points to. */
export const useKeyTree = (cluster: string, location: Location) => {
  const revision = location.revision ?? undefined;
  const { store, levels, resync } = useFolders(cluster, revision);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [obvious, setObvious] = useState<readonly string[]>([root]);
  const rootLevel = levels.get(root);
  const delimiter = rootLevel?.state === 'ready' ? rootLevel.delimiter : undefined;
  const [knownDelimiter, setKnownDelimiter] = useState<string | undefined>();
  if (delimiter !== undefined && delimiter !== knownDelimiter) {
    setKnownDelimiter(delimiter);
  }
  const onTheWay = entriesOnTheWay(location, knownDelimiter);
  const current = openFolderOf(location, knownDelimiter ?? '/');
  const rows = layoutTree({ delimiter: knownDelimiter ?? '/', levels, expanded, onTheWay });

  const expand = (prefixes: readonly string[]) => {
    for (const prefix of prefixes) {
      store.open(prefix, prefix === current ? location.levelView : {});
    }
    setExpanded((before) => new Set([...before, ...prefixes]));
  };
  const collapse = (prefix: string) =>
    setExpanded((before) => new Set([...before].filter((other) => other !== prefix)));

  const openRoot = useEffectEvent(() =>
    store.open(root, current === root ? location.levelView : {}),
  );
  useEffect(() => openRoot(), []);

  const target = location.key ?? location.folder ?? '';
  const openWay = useEffectEvent(() => {
    const way = [...onTheWay.values()].filter(({ kind }) => kind === 'folder');
    expand(way.map(({ name }) => name.bytes));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for another target.
  useEffect(() => openWay(), [target, knownDelimiter]);

  const { from, last, filter } = location.levelView;
  const showPart = useEffectEvent(() => {
    const level = levels.get(current);
    if (level !== undefined && !isSameView(level.view, location.levelView)) {
      store.show(current, location.levelView);
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for another part.
  useEffect(() => showPart(), [current, from, last, filter]);

  const openFolders = [root, ...expanded];
  const showRevision = useEffectEvent(() => store.showRevision(openFolders, revision));
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for another revision.
  useEffect(() => showRevision(), [revision]);

  const newest = obvious.at(-1) ?? root;
  const newestState = levels.get(newest)?.state;
  const openObvious = useEffectEvent(() => {
    const level = levels.get(newest);
    if (target === '' && level?.state === 'ready' && obvious.length <= deepestObvious) {
      const first = obviousFolder(level);
      if (first !== undefined) {
        expand([first]);
        setObvious([...obvious, first]);
      }
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again when the folder is there.
  useEffect(() => openObvious(), [newest, newestState]);

  return {
    rows,
    root: rootLevel,
    delimiter: knownDelimiter ?? '/',
    /** The prefix of the open folder, and what is known of it. */
    current,
    currentLevel: levels.get(current),
    /** The entries from the root to what is open. */
    way: [...onTheWay.values()],
    levels,
    expanded,
    resync,
    expand,
    collapse,
    loadMore: store.loadMore.bind(store),
    receive: store.receive.bind(store),
    followOnly: store.followOnly.bind(store),
    refresh: (isRecounted: boolean) => store.refresh(openFolders, isRecounted),
    retry: () => store.show(root, current === root ? location.levelView : {}),
    dismissResync: store.dismissResync.bind(store),
    restarted: [...levels.values()].some((level) => level.restarted),
  };
};

/** The open tree. */
export type KeyTreeState = ReturnType<typeof useKeyTree>;
