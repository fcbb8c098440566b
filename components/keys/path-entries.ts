import type { FolderEntry } from '@/lib/domain/api/keys';
import { readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { childSegment, type FolderChild, foldersAbove } from '@/lib/domain/keys/folder-child';

/** What the address points to: a key, or a folder with its closing delimiter. */
export type KeyTarget = FolderChild;

const asEntry = (child: FolderChild, parent: Uint8Array, delimiter: Uint8Array): FolderEntry => ({
  kind: child.kind,
  name: { bytes: toBase64Url(child.name), text: readableBytes(child.name) },
  label: readableBytes(childSegment(child, parent, delimiter)),
  count: null,
  modRevision: null,
  version: null,
  lease: null,
  masked: false,
});

/**
 * The entries on the way from the root of the tree to a target, the target last, by the prefix of
 * the folder (base64url) each stands in.
 */
export const pathEntries = (target: KeyTarget, delimiter: string): Map<string, FolderEntry> => {
  const delimiterBytes = utf8Bytes(delimiter);
  const folders = foldersAbove(target.name, delimiterBytes);
  const chain = [...folders.map((name): FolderChild => ({ kind: 'folder', name })), target];
  const entries = new Map<string, FolderEntry>();
  let parent = new Uint8Array();
  for (const child of chain) {
    entries.set(toBase64Url(parent), asEntry(child, parent, delimiterBytes));
    parent = Uint8Array.from(child.name);
  }
  return entries;
};
