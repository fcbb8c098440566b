import type { FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url, readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { childOf, childSegment, type FolderChild } from '@/lib/domain/keys/folder-child';

/** An entry made of its name alone; `masked` is what its siblings are. */
export const entryOfName = (
  child: FolderChild,
  parent: Uint8Array,
  delimiter: Uint8Array,
  masked = false,
): FolderEntry => ({
  kind: child.kind,
  name: { bytes: toBase64Url(child.name), text: readableBytes(child.name) },
  label: readableBytes(childSegment(child, parent, delimiter)),
  count: null,
  countedAt: null,
  modRevision: null,
  version: null,
  lease: null,
  masked,
  locked: false,
});

/** The folders a key or folder stands in, from the outermost to its own, the root left out. */
const foldersAround = (target: FolderChild, delimiter: Uint8Array): Uint8Array[] => {
  const folders: Uint8Array[] = [];
  let parent = new Uint8Array();
  for (;;) {
    const child = childOf(target.name, parent, delimiter);
    const isTarget = target.kind === 'folder' && child.name.length === target.name.length;
    if (child.kind === 'key' || isTarget) {
      return folders;
    }
    parent = Uint8Array.from(child.name);
    folders.push(parent);
  }
};

/** Prefixes (base64url) of the folders a key or folder stands in, the root first. */
export const ancestorsOf = (
  kind: FolderChild['kind'],
  bytes: string,
  delimiter: string,
): string[] => {
  const name = fromBase64Url(bytes);
  if (name === undefined || name.length === 0) {
    return [];
  }
  return ['', ...foldersAround({ kind, name }, utf8Bytes(delimiter)).map(toBase64Url)];
};

/**
 * The entries on the way from the root of the tree to a target, the target last, by the prefix of
 * the folder (base64url) each stands in.
 */
export const pathEntries = (target: FolderChild, delimiter: string): Map<string, FolderEntry> => {
  const delimiterBytes = utf8Bytes(delimiter);
  const folders = foldersAround(target, delimiterBytes);
  const chain = [...folders.map((name): FolderChild => ({ kind: 'folder', name })), target];
  const entries = new Map<string, FolderEntry>();
  let parent = new Uint8Array();
  for (const child of chain) {
    entries.set(toBase64Url(parent), entryOfName(child, parent, delimiterBytes));
    parent = Uint8Array.from(child.name);
  }
  return entries;
};
