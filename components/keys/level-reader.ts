import { type FolderPageQuery, fetchFolderPage, streamFolderPage } from '@/lib/api/keys';
import { ProblemError } from '@/lib/api/request';
import type { Folder, FolderEntry } from '@/lib/domain/api/keys';
import type { Level, LevelView } from './tree-level';

/** The first page is short, so that it is there at once; the following ones are for scrolling. */
const firstPage = '200';
const nextPage = '1000';
const largestPage = 2_000;

/** Which folder to read, at a revision or the newest; the prefix as base64url. */
export type FolderPlace = { cluster: string; prefix: string; revision?: string };

const viewQuery = ({ from, last, filter }: LevelView): Partial<FolderPageQuery> => ({
  from,
  last: last === true ? 'true' : undefined,
  filter,
});

/** The first page of a view of a folder; `onRows` gets its rows as they are found. */
export const readFirstPage = (
  { cluster, ...place }: FolderPlace,
  view: LevelView,
  onRows: (entries: FolderEntry[]) => void,
  signal: AbortSignal,
): Promise<Folder> =>
  streamFolderPage(cluster, { ...place, ...viewQuery(view), limit: firstPage }, onRows, signal);

const isCompacted = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.code === 'revision_compacted';

/**
 * The page a cursor names, at the revision of the level, or, where that is gone and the place names
 * none, at a newer one: `isNewer` says so.
 */
export const readPageAt = async (
  { cluster, prefix, revision }: FolderPlace,
  level: Level,
  cursor: string,
  signal: AbortSignal,
): Promise<{ page: Folder; isNewer: boolean }> => {
  const query = { prefix, cursor, filter: level.view.filter, limit: nextPage };
  try {
    const pinned = { ...query, revision: level.revision };
    return { page: await fetchFolderPage(cluster, pinned, signal), isNewer: false };
  } catch (error) {
    if (revision !== undefined || !isCompacted(error)) {
      throw error;
    }
    return { page: await fetchFolderPage(cluster, query, signal), isNewer: true };
  }
};

/** The rows of a level once more, as many as there are: its pages at one revision, joined. */
export const readAgain = async (
  { cluster, prefix, revision }: FolderPlace,
  { entries, previous, view }: Level,
  signal: AbortSignal,
  isRecounted = false,
): Promise<Folder> => {
  const from = previous === null ? undefined : entries[0]?.name.bytes;
  const { filter } = view;
  const recount: FolderPageQuery['recount'] = isRecounted ? 'true' : undefined;
  const limit = String(Math.min(largestPage, Math.max(Number(firstPage), entries.length)));
  const first = { prefix, revision, filter, recount, limit, from };
  let page = await fetchFolderPage(cluster, first, signal);
  const rows = [page.entries];
  let read = page.entries.length;
  const { previous: start, before } = page;
  while (page.next !== null && read < entries.length) {
    const { next: cursor, revision: pinned } = page;
    const next = { prefix, filter, recount, limit, cursor, revision: pinned };
    page = await fetchFolderPage(cluster, next, signal);
    rows.push(page.entries);
    read += page.entries.length;
  }
  return { ...page, entries: rows.flat(), previous: start, before };
};
