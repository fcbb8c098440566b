'use client';

import { useEffect, useRef, useState } from 'react';
import { fetchFolderPage } from '@/lib/api/keys';
import { ProblemError } from '@/lib/api/request';
import type { Folder } from '@/lib/domain/api/keys';
import type { LoadedFolder } from './tree-rows';

type Folders = ReadonlyMap<string, LoadedFolder>;

const fresh: LoadedFolder = {
  delimiter: '/',
  entries: [],
  next: null,
  total: '0',
  revision: '0',
  answeredBy: '',
  elapsedMilliseconds: 0,
  state: 'loading',
  restarted: false,
};

const withPage = (before: LoadedFolder, page: Folder, restarted: boolean): LoadedFolder => ({
  ...page,
  entries: [...before.entries, ...page.entries],
  state: 'ready',
  restarted: before.restarted || restarted,
});

const isCompacted = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.code === 'revision_compacted';

/** Asks for the page after what is loaded, at its revision, or at a newer one where that is gone. */
const fetchNext = async (
  cluster: string,
  prefix: string,
  before: LoadedFolder,
  signal: AbortSignal,
): Promise<LoadedFolder> => {
  const cursor = before.next ?? undefined;
  const revision = cursor === undefined ? undefined : before.revision;
  try {
    return withPage(
      before,
      await fetchFolderPage(cluster, { prefix, cursor, revision }, signal),
      false,
    );
  } catch (error) {
    if (cursor === undefined || !isCompacted(error)) {
      throw error;
    }
    return withPage(before, await fetchFolderPage(cluster, { prefix, cursor }, signal), true);
  }
};

/** The folders of the tree that were opened, by prefix, with what loads more of them. */
export const useFolders = (cluster: string) => {
  const [folders, setFolders] = useState<Folders>(new Map());
  const known = useRef<Map<string, LoadedFolder>>(new Map());
  const running = useRef(new AbortController());

  useEffect(() => {
    running.current = new AbortController();
    return () => running.current.abort();
  }, []);

  const put = (prefix: string, folder: LoadedFolder) => {
    known.current.set(prefix, folder);
    setFolders(new Map(known.current));
  };

  const load = async (prefix: string) => {
    const before = known.current.get(prefix);
    if (before?.state === 'loading') {
      return;
    }
    const { signal } = running.current;
    const base = before ?? fresh;
    put(prefix, { ...base, state: 'loading' });
    try {
      const loaded = await fetchNext(cluster, prefix, base, signal);
      if (!signal.aborted) {
        put(prefix, loaded);
      }
    } catch (error) {
      if (!signal.aborted) {
        put(prefix, { ...base, state: 'failed', error });
      }
    }
  };

  const open = (prefix: string) => {
    if (!known.current.has(prefix)) {
      void load(prefix);
    }
  };

  /** Forgets everything and reads the given folders anew. */
  const reload = (prefixes: Iterable<string>) => {
    running.current.abort();
    running.current = new AbortController();
    known.current = new Map();
    for (const prefix of prefixes) {
      void load(prefix);
    }
  };

  return { folders, open, loadMore: load, reload };
};
