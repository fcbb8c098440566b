import type { Size, SpaceFolder } from '../api/space';
import { readableBytes, startsWithBytes, toBase64Url } from '../bytes';
import { childOf, childSegment } from '../keys/folder-child';

type Folder = Size & {
  name: Uint8Array;
  children: Folder[];
  folded: SpaceFolder['folded'];
  isDeepest: boolean;
};

/** Adds up folders of keys that come in byte order. */
export type FolderSizes = {
  add(key: Uint8Array, bytes: number): void;
  /** Ends the adding: the `most` largest folders, the rest folded into those that hold them. */
  list(most: number): SpaceFolder[];
};

/** Levels of folders below the prefix, and the longest folder name, that are told apart. */
const deepest = 6;
const longestName = 384;

const newFolder = (name: Uint8Array, isDeepest: boolean): Folder => ({
  name,
  keys: 0,
  bytes: 0,
  children: [],
  folded: { folders: 0, keys: 0, bytes: 0 },
  isDeepest,
});

const allBelow = (folders: readonly Folder[]): Folder[] => {
  const found: Folder[] = [];
  const waiting = folders.map(({ children }) => children);
  for (let children = waiting.pop(); children !== undefined; children = waiting.pop()) {
    for (const child of children) {
      found.push(child);
      waiting.push(child.children);
    }
  }
  return found;
};

/**
 * Folds all but the `most` largest of the folders below others. What is inside of a folder is never
 * larger than it, so a folder goes together with everything in it; and what is folded early has
 * `most` larger ones already, so it would not be among them in the end either.
 */
const foldSmall = (roots: readonly Folder[], most: number): void => {
  const sizes = allBelow(roots).map(({ bytes }) => bytes);
  if (sizes.length <= most) {
    return;
  }
  sizes.sort((left, right) => right - left);
  const least = most === 0 ? Number.POSITIVE_INFINITY : (sizes[most - 1] ?? 0);
  let equalLeft = most - sizes.filter((bytes) => bytes > least).length;
  const keeps = (folder: Folder): boolean => {
    equalLeft -= folder.bytes === least ? 1 : 0;
    return folder.bytes > least || (folder.bytes === least && equalLeft >= 0);
  };
  const visit = (folder: Folder): void => {
    folder.children = folder.children.filter((child) => {
      const isKept = keeps(child);
      if (isKept) {
        visit(child);
      } else {
        folder.folded.folders += 1;
        folder.folded.keys += child.keys;
        folder.folded.bytes += child.bytes;
      }
      return isKept;
    });
  };
  roots.forEach(visit);
};

const listed = (root: Folder, delimiter: Uint8Array): SpaceFolder[] => {
  const folders: SpaceFolder[] = [];
  const visit = (folder: Folder, above: Folder | undefined, parent: number | null): void => {
    const { name, keys, bytes, folded, isDeepest, children } = folder;
    const segment =
      above === undefined ? name : childSegment({ kind: 'folder', name }, above.name, delimiter);
    const place = folders.push({
      name: { bytes: toBase64Url(name), text: readableBytes(name) },
      label: readableBytes(segment),
      parent,
      keys,
      bytes,
      folded,
      isDeepest,
      growth: null,
    });
    for (const child of children.toSorted((left, right) => right.bytes - left.bytes)) {
      visit(child, folder, place - 1);
    }
  };
  visit(root, undefined, null);
  return folders;
};

/**
 * Adds up the folders below a prefix, holding at most twice `most` of them whatever the number of
 * keys. Keys must come in byte order: those of a folder one after the other.
 */
export const folderSizes = (request: {
  prefix: Uint8Array;
  delimiter: Uint8Array;
  most: number;
}): FolderSizes => {
  const { prefix, delimiter, most } = request;
  const root = newFolder(prefix, false);
  const open: Folder[] = [];
  let closed = 0;
  const innermost = (): Folder => open.at(-1) ?? root;
  const close = (): void => {
    const folder = open.pop();
    if (folder === undefined) {
      return;
    }
    const above = innermost();
    above.keys += folder.keys;
    above.bytes += folder.bytes;
    above.children.push(folder);
    closed += 1;
    if (closed >= 2 * most) {
      foldSmall([root, ...open], most);
      closed = most;
    }
  };
  const openInside = (key: Uint8Array): void => {
    let child = childOf(key, innermost().name, delimiter);
    while (child.kind === 'folder' && open.length < deepest && child.name.length <= longestName) {
      // A copy: the key is a part of a whole page of the answer.
      open.push(newFolder(Uint8Array.from(child.name), open.length + 1 === deepest));
      child = childOf(key, child.name, delimiter);
    }
  };
  return {
    add: (key, bytes) => {
      while (open.length > 0 && !startsWithBytes(key, innermost().name)) {
        close();
      }
      openInside(key);
      const folder = innermost();
      folder.keys += 1;
      folder.bytes += bytes;
    },
    list: (limit) => {
      while (open.length > 0) {
        close();
      }
      foldSmall([root], Math.max(0, limit - 1));
      return listed(root, delimiter);
    },
  };
};
