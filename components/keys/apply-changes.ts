import type { ChildChange, KeysEvent } from '@/lib/domain/api/key-events';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { entryOfName } from './path-entries';
import { findEntry, type Level } from './tree-level';

/** A folder after a batch of changes; `isAmbiguous` where it must be read anew to be sure. */
export type ChangedLevel = { level: Level; isAmbiguous: boolean };

/** What a batch does to the child it names; undefined where the batch alone cannot tell. */
type ChildEffect = { entry: FolderEntry | undefined; keys: bigint };

type Draft = {
  prefix: Uint8Array;
  level: Level;
  entries: FolderEntry[];
  /** The batch holds changes that the rows include already. */
  isOverlapping: boolean;
};

/** Children made while we look are said to be masked where a sibling of the same kind is. */
const newEntry = (draft: Draft, child: ChildChange): FolderEntry => {
  const name = fromBase64Url(child.name) ?? new Uint8Array();
  const masked = draft.entries.find((entry) => entry.kind === child.kind)?.masked;
  const { kind } = child;
  return entryOfName({ kind, name }, draft.prefix, utf8Bytes(draft.level.delimiter), masked);
};

const keyEffect = (
  draft: Draft,
  child: ChildChange,
  before: FolderEntry | undefined,
): ChildEffect => {
  if (child.version === null) {
    return { entry: undefined, keys: before === undefined ? 0n : -1n };
  }
  const { modRevision, version, lease } = child;
  const entry = { ...(before ?? newEntry(draft, child)), modRevision, version, lease };
  return { entry, keys: before === undefined ? 1n : 0n };
};

const folderEffect = (
  draft: Draft,
  child: ChildChange,
  before: FolderEntry | undefined,
): ChildEffect | undefined => {
  const keys = BigInt(child.created - child.deletes);
  const count = BigInt(before?.count ?? 0) + keys;
  const isKept = before !== undefined && (before.count === null || before.countedAt !== null);
  if (isKept && (before.count === null || count <= 0n)) {
    // A count that was not exact cannot say that the folder is gone.
    return { entry: before, keys };
  }
  if (draft.isOverlapping || count < 0n) {
    return undefined;
  }
  const entry = { ...(before ?? newEntry(draft, child)), count: count.toString() };
  return { entry: count === 0n ? undefined : entry, keys };
};

const isFilteredOut = ({ view }: Level, { label }: FolderEntry): boolean =>
  view.filter !== undefined && !label.includes(view.filter);

/** Whether a child that is not there would stand among the rows that are loaded. */
const isInWindow = (draft: Draft, index: number, child: ChildChange): boolean => {
  const { level, entries } = draft;
  return (
    (index > 0 || level.previous === null) &&
    (index < entries.length || level.next === null) &&
    !isFilteredOut(level, newEntry(draft, child))
  );
};

const placed = (draft: Draft, index: number, isThere: boolean, entry?: FolderEntry): void => {
  if (entry !== undefined && isThere) {
    draft.entries[index] = entry;
  } else if (entry !== undefined) {
    draft.entries.splice(index, 0, entry);
  } else if (isThere) {
    draft.entries.splice(index, 1);
  }
};

/** Applies the change of a child outside of the rows; how many keys it adds before them. */
const keysBefore = ({ level }: Draft, index: number, keys: bigint): Partial<Level> =>
  index === 0 && level.before !== null ? { before: (BigInt(level.before) + keys).toString() } : {};

/** Gives undefined where the batch alone cannot tell. */
const withChild = (draft: Draft, child: ChildChange): Partial<Level> | undefined => {
  const name = fromBase64Url(child.name) ?? new Uint8Array();
  const { index, isThere } = findEntry(draft.entries, name);
  if (!isThere && !isInWindow(draft, index, child)) {
    const keys = BigInt(child.created - child.deletes);
    return draft.isOverlapping
      ? undefined
      : { ...keysBefore(draft, index, keys), ...totalPlus(draft, keys) };
  }
  const before = isThere ? draft.entries[index] : undefined;
  const effect = (child.kind === 'key' ? keyEffect : folderEffect)(draft, child, before);
  if (effect === undefined) {
    return undefined;
  }
  placed(draft, index, isThere, effect.entry);
  return totalPlus(draft, effect.keys);
};

const totalPlus = ({ level }: Draft, keys: bigint): Partial<Level> => ({
  total: (BigInt(level.total) + keys).toString(),
});

/**
 * A folder after what happened to its children in revisions (from, to], which follow, or overlap,
 * the revision it was read at. The state of a key is told whole; the count of a folder only as a
 * difference, so where the batch overlaps it is ambiguous.
 */
export const applyChanges = (
  level: Level,
  prefix: Uint8Array,
  event: KeysEvent,
  now: Date,
): ChangedLevel => {
  const read = BigInt(level.revision);
  const isOverlapping = BigInt(event.from) < read;
  const draft: Draft = { prefix, level, entries: [...level.entries], isOverlapping };
  const changed = new Map<string, string>();
  for (const child of event.children.filter(({ modRevision }) => BigInt(modRevision) > read)) {
    const difference = withChild(draft, child);
    if (difference === undefined) {
      return { level, isAmbiguous: true };
    }
    draft.level = { ...draft.level, ...difference };
    changed.set(child.name, child.modRevision);
  }
  const { entries } = draft;
  const readAt = now.toISOString();
  const after = { ...draft.level, entries, changed, readAt, revision: event.to };
  return { level: after, isAmbiguous: false };
};
