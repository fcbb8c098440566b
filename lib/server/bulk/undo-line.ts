import 'server-only';
import { z } from 'zod';
import { operationIdSchema } from '@/lib/domain/api/operations';
import type { BulkChange } from './bulk-change';
import { exactBytes } from './exact-bytes';

const headerSchema = z.object({
  etcdscope: z.literal('undo'),
  version: z.literal(1),
  operation: operationIdSchema,
  cluster: z.string(),
  kind: z.enum(['delete-keys', 'import-keys']),
  target: z.string(),
  startedBy: z.string(),
  startedAt: z.string(),
});

/** The first line of an undo file: which change it undoes. */
export type UndoHeader = z.infer<typeof headerSchema>;

const becomesSchema = z.enum(['deleted', 'written']);

const lineSchema = z.union([
  z.strictObject({ committed: z.string(), entries: z.array(z.number().int().min(0)) }),
  z.strictObject({ end: z.literal(true), keys: z.number().int() }),
  z.strictObject({ key: z.string(), becomes: becomesSchema, absent: z.literal(true) }),
  z.object({ key: z.string(), becomes: becomesSchema, value: z.string(), lease: z.string() }),
]);

/** A key as it was before a change, and what the change made of it. */
export type UndoEntry = {
  key: Uint8Array;
  /** Undefined where there was no such key. */
  value: Uint8Array | undefined;
  hadLease: boolean;
  becomes: 'deleted' | 'written';
};

/** A line of an undo file after the first. Entries are counted from 0 in their order. */
export type UndoLine =
  | { type: 'entry'; entry: UndoEntry }
  /** The entries of these numbers were changed, at this revision. */
  | { type: 'committed'; revision: string; entries: number[] }
  /** The change came to its end, having changed so many keys. */
  | { type: 'end'; keys: number };

/** The first line. */
export const formatUndoHeader = (header: Omit<UndoHeader, 'etcdscope' | 'version'>): string =>
  `${JSON.stringify({ etcdscope: 'undo', version: 1, ...header })}\n`;

/** The line of a key before its change, whole. */
export const formatUndoEntry = ({ key, value: written, before }: BulkChange): string => {
  const becomes = written === undefined ? 'deleted' : 'written';
  const named = { key: Buffer.from(key).toString('base64url'), becomes };
  if (before === undefined) {
    return `${JSON.stringify({ ...named, absent: true })}\n`;
  }
  const { createRevision, modRevision, version, lease } = before;
  const value = Buffer.from(before.value).toString('base64url');
  return `${JSON.stringify({ ...named, value, createRevision, modRevision, version, lease })}\n`;
};

/** The line that says which entries were changed at a revision. */
export const formatCommitted = (revision: string, entries: readonly number[]): string =>
  `${JSON.stringify({ committed: revision, entries })}\n`;

/** The last line of a change that came to its end. */
export const formatUndoEnd = (keys: number): string => `${JSON.stringify({ end: true, keys })}\n`;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The first line of an undo file, or undefined where it is none. */
export const parseUndoHeader = (text: string): UndoHeader | undefined =>
  headerSchema.safeParse(parseJson(text)).data;

/** A later line; undefined where it is broken, as a crash leaves the last one. */
export const parseUndoLine = (text: string): UndoLine | undefined => {
  const line = lineSchema.safeParse(parseJson(text)).data;
  if (line === undefined) {
    return undefined;
  }
  if ('committed' in line) {
    return { type: 'committed', revision: line.committed, entries: line.entries };
  }
  if ('end' in line) {
    return { type: 'end', keys: line.keys };
  }
  const key = exactBytes(line.key);
  const value = 'absent' in line ? undefined : exactBytes(line.value);
  if (key === undefined || ('value' in line && value === undefined)) {
    return undefined;
  }
  const hadLease = 'lease' in line && line.lease !== '0';
  return { type: 'entry', entry: { key, value, hadLease, becomes: line.becomes } };
};
