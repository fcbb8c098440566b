import 'server-only';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { toHexId } from '@/lib/domain/etcd/member-id';
import { childSegment } from '@/lib/domain/keys/folder-child';
import { maskingRule } from '@/lib/domain/keys/masking-rule';
import { type Child, extentOf, type Level } from './level-child';

/** The part of bytes that lies in the folder, readable; empty outside of it. */
const inFolder = (bytes: Uint8Array | undefined, { prefix }: Level): string =>
  readableBytes(bytes?.subarray(prefix.length) ?? new Uint8Array());

/** What a person reads of a child: its segment, or between which names a locked range lies. */
export const labelOf = (child: Child, level: Level): string => {
  if (child.access === 'locked') {
    const { start, end } = extentOf(child);
    return `${inFolder(start, level)} … ${inFolder(end, level)}`.trim();
  }
  return readableBytes(childSegment(child, level.prefix, level.delimiter));
};

/** A child as a row of the API. */
export const toEntry = (child: Child, level: Level, kubernetesPrefix: string): FolderEntry => {
  const { kind, name, stored, count, access } = child;
  const isCounted = kind === 'folder' && access !== 'locked' && count !== undefined;
  return {
    kind,
    name: { bytes: toBase64Url(name), text: readableBytes(name) },
    label: labelOf(child, level),
    count: isCounted ? count.toString() : null,
    countedAt: child.countedAt ?? null,
    modRevision: stored?.modRevision ?? null,
    version: stored?.version ?? null,
    lease: stored === undefined || stored.lease === '0' ? null : toHexId(stored.lease),
    masked: maskingRule(name, kubernetesPrefix) !== undefined,
    locked: access === 'locked',
  };
};
