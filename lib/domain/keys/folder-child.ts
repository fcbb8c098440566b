import { startsWithBytes } from '../bytes';

/** What a key is, seen from a folder above it: itself a child, or inside a child folder. */
export type FolderChild = {
  kind: 'folder' | 'key';
  /** The whole key, or the folder with its closing delimiter. */
  name: Uint8Array;
};

/** Where bytes first occur at or after an offset; -1 where they do not, or are empty. */
const indexOfBytes = (bytes: Uint8Array, wanted: Uint8Array, offset = 0): number => {
  const first = wanted[0];
  if (first === undefined) {
    return -1;
  }
  let index = bytes.indexOf(first, offset);
  while (index >= 0) {
    if (startsWithBytes(bytes.subarray(index), wanted)) {
      return index;
    }
    index = bytes.indexOf(first, index + 1);
  }
  return -1;
};

/**
 * The child of the folder `prefix` that a key under it belongs to. The children of a folder split
 * its range into disjoint pieces in byte order: one key, or all keys that begin with a folder.
 */
export const childOf = (
  key: Uint8Array,
  prefix: Uint8Array,
  delimiter: Uint8Array,
): FolderChild => {
  const index = indexOfBytes(key, delimiter, prefix.length);
  return index < 0
    ? { kind: 'key', name: key }
    : { kind: 'folder', name: key.subarray(0, index + delimiter.length) };
};

/** The part of a child's name that its parent does not have, without the closing delimiter. */
export const childSegment = (
  child: FolderChild,
  prefix: Uint8Array,
  delimiter: Uint8Array,
): Uint8Array =>
  child.kind === 'key'
    ? child.name.subarray(prefix.length)
    : child.name.subarray(prefix.length, child.name.length - delimiter.length);

/** Whether a page of a folder may begin at a position: within the folder, inside no child. */
export const isChildBoundary = (
  position: Uint8Array,
  prefix: Uint8Array,
  delimiter: Uint8Array,
): boolean =>
  startsWithBytes(position, prefix) &&
  childOf(position, prefix, delimiter).name.length === position.length;

/** The folders above a key, from the outermost to the one that holds it. */
export const foldersAbove = (key: Uint8Array, delimiter: Uint8Array): Uint8Array[] => {
  const folders: Uint8Array[] = [];
  let index = indexOfBytes(key, delimiter);
  while (index >= 0 && index + delimiter.length < key.length) {
    folders.push(key.subarray(0, index + delimiter.length));
    index = indexOfBytes(key, delimiter, index + delimiter.length);
  }
  return folders;
};
