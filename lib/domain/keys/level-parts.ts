import { compareBytes, startsWithBytes } from '../bytes';
import { childOf, type FolderChild } from './folder-child';
import { type KeyRange, prefixRange } from './key-range';
import { intersectRanges, mergeRanges, subtractRanges } from './key-range-set';
import { type KeyWindow, windowOf } from './key-windows';

/**
 * A part of a folder by what etcd's roles allow: read as it is, a child folder of which only some
 * ranges may be read, or closed.
 */
export type LevelPart =
  | { kind: 'open'; window: KeyWindow }
  | { kind: 'partial'; folder: FolderChild; ranges: KeyRange[] }
  | { kind: 'locked'; range: KeyRange };

/** The child folder that an edge of a permitted range cuts in two, if it does. */
const folderCutBy = (
  edge: Uint8Array | undefined,
  prefix: Uint8Array,
  delimiter: Uint8Array,
): FolderChild | undefined => {
  if (edge === undefined || edge.length <= prefix.length || !startsWithBytes(edge, prefix)) {
    return undefined;
  }
  const child = childOf(edge, prefix, delimiter);
  return child.kind === 'folder' && child.name.length < edge.length ? child : undefined;
};

const startOf = (part: LevelPart): Uint8Array => {
  if (part.kind === 'open') {
    return part.window.start;
  }
  return part.kind === 'locked' ? part.range.start : part.folder.name;
};

const partialFolders = (
  permitted: readonly KeyRange[],
  prefix: Uint8Array,
  delimiter: Uint8Array,
): FolderChild[] => {
  const folders: FolderChild[] = [];
  for (const edge of permitted.flatMap(({ start, end }) => [start, end])) {
    const folder = folderCutBy(edge, prefix, delimiter);
    if (folder && !folders.some(({ name }) => compareBytes(name, folder.name) === 0)) {
      folders.push(folder);
    }
  }
  return folders;
};

/**
 * The parts of the folder `prefix` in byte order, by the ranges that may be read; no child of the
 * folder reaches over the edge of a part. Without ranges all of it may be read.
 */
export const levelParts = (
  prefix: Uint8Array,
  delimiter: Uint8Array,
  readable: readonly KeyRange[] | undefined,
): LevelPart[] => {
  // etcd has no empty key: the smallest is one NUL.
  const start = prefix.length === 0 ? new Uint8Array(1) : prefix;
  const whole = { ...prefixRange(prefix), start };
  if (readable === undefined) {
    return [{ kind: 'open', window: windowOf(prefix, whole) }];
  }
  const permitted = mergeRanges(readable)
    .map((range) => intersectRanges(range, whole))
    .filter((range) => range !== undefined);
  const folders = partialFolders(permitted, prefix, delimiter);
  const extents = folders.map(({ name }) => prefixRange(name));
  const parts: LevelPart[] = [
    ...subtractRanges(permitted, extents).map((range) => ({
      kind: 'open' as const,
      window: windowOf(prefix, range),
    })),
    ...subtractRanges([whole], [...permitted, ...extents]).map((range) => ({
      kind: 'locked' as const,
      range,
    })),
    ...folders.map((folder) => ({
      kind: 'partial' as const,
      folder,
      ranges: permitted
        .map((range) => intersectRanges(range, prefixRange(folder.name)))
        .filter((range) => range !== undefined),
    })),
  ];
  return parts.toSorted((left, right) => compareBytes(startOf(left), startOf(right)));
};
