import { z } from 'zod';
import { base64UrlSchema, decimalSchema, lineSchema, readableSchema, timeSchema } from './common';
import { problemSchema } from './problem';

/** Query of a folder page. */
export const folderQuerySchema = z.strictObject({
  prefix: base64UrlSchema.default(''),
  cursor: base64UrlSchema.optional().meta({ description: '`next` of the page before.' }),
  revision: decimalSchema.optional().meta({ description: 'Pins the pages to one revision.' }),
  limit: z.coerce.number().int().min(1).max(2_000).default(200),
  from: base64UrlSchema
    .optional()
    .meta({ description: 'Begins at the first child at or after this key ("jump to").' }),
  last: z
    .stringbool()
    .default(false)
    .meta({ description: 'The last page instead of the first one.' }),
  filter: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Only children whose readable label contains this text.' }),
  recount: z
    .stringbool()
    .default(false)
    .meta({ description: 'Counts every folder of the page anew, whatever its size.' }),
});

/** One row of a folder: a key, or a folder that holds keys. */
const folderEntrySchema = z.object({
  kind: z.enum(['folder', 'key']),
  name: readableSchema.meta({ description: 'The whole key, or the folder with its delimiter.' }),
  label: z.string().meta({ description: 'The last segment, readable.' }),
  count: decimalSchema
    .nullable()
    .meta({ description: 'Keys in the folder that may be read; null for a key.' }),
  countedAt: timeSchema.nullable().meta({
    description:
      'When `count` was exact, where that is older than the page: show it as "as of". Null where the count is of the revision of the page.',
  }),
  modRevision: decimalSchema.nullable(),
  version: decimalSchema.nullable(),
  lease: z.string().nullable().meta({ description: 'Lease id in hex, null where there is none.' }),
  masked: z.boolean().meta({ description: 'Values here are masked until revealed.' }),
  locked: z
    .boolean()
    .meta({ description: 'etcd does not let these credentials read it; count is null.' }),
});

/** One row of a folder. */
export type FolderEntry = z.infer<typeof folderEntrySchema>;

/** A page of the children of a folder, in byte order, at one revision. */
export const folderSchema = z.object({
  prefix: readableSchema,
  delimiter: z.string(),
  revision: decimalSchema,
  entries: z.array(folderEntrySchema),
  next: base64UrlSchema.nullable(),
  previous: base64UrlSchema
    .nullable()
    .meta({ description: 'Cursor of the page before this one; null on the first page.' }),
  total: decimalSchema.meta({ description: 'Keys under the whole prefix; see `totalKind`.' }),
  totalKind: z.enum(['exact', 'old', 'at-least']).meta({
    description:
      '`exact` at this revision; `old`: counted at an older one; `at-least`: only what was seen so far, since a large folder is not walked to its end for one page.',
  }),
  before: decimalSchema
    .nullable()
    .meta({ description: 'Keys of the folder before the first entry; null where not known.' }),
  isPartial: z.boolean().meta({
    description: 'Some of the folder could not be read: locked ranges, or a filter cut short.',
  }),
  readAt: timeSchema.meta({ description: 'When the answer was true.' }),
  answeredBy: z.string().meta({ description: 'The name of the member that answered.' }),
  elapsedMilliseconds: z.number(),
});

/** A page of a folder. */
export type Folder = z.infer<typeof folderSchema>;

/** A line of a streamed page. */
export const folderLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rows'), entries: z.array(folderEntrySchema) }),
  z.object({ type: z.literal('page'), folder: folderSchema }),
  z.object({ type: z.literal('problem'), problem: problemSchema }),
]);

/**
 * A line of a streamed page (JSON Lines): rows in key order as they are found, whose folders' counts
 * may be null until the end; then the whole page, or the problem that ended it.
 */
export type FolderLine = z.infer<typeof folderLineSchema>;

/** Query of one key. */
export const keyQuerySchema = z.strictObject({
  key: base64UrlSchema,
  revision: decimalSchema.optional(),
});

/** Body of a reveal: what, and why; both are audited. */
export const revealSchema = z.strictObject({
  key: base64UrlSchema,
  reason: lineSchema.trim().min(3).max(500),
});

/** What a value was found to be. */
const valueFormatSchema = z.enum([
  'kubernetes-protobuf',
  'json',
  'yaml',
  'text',
  'binary',
  'encrypted',
  'empty',
]);

/** A value in every form it has; forms it lacks, or that are masked, are null. */
const keyValueSchema = z.object({
  format: valueFormatSchema,
  size: z.number().int().meta({ description: 'Bytes of the stored value.' }),
  apiVersion: z.string().nullable(),
  kind: z.string().nullable(),
  yaml: z.string().nullable(),
  json: z.string().nullable(),
  text: z.string().nullable(),
  raw: base64UrlSchema.nullable().meta({ description: 'The bytes; null where masked or cut.' }),
  encryption: z.object({ provider: z.string(), keyName: z.string() }).nullable(),
  notes: z
    .array(z.object({ code: z.string(), parameters: z.record(z.string(), z.string()) }))
    .meta({ description: 'Unknown fields, parse failures, cuts: by code under `keys.notes`.' }),
});

/** A decoded value. */
export type KeyValue = z.infer<typeof keyValueSchema>;

/** One key with its metadata and value. */
export const keySchema = z.object({
  key: readableSchema,
  revision: decimalSchema.meta({ description: 'The store revision the answer was read at.' }),
  createRevision: decimalSchema,
  modRevision: decimalSchema,
  version: decimalSchema,
  lease: z.string().nullable(),
  leaseSecondsLeft: z.number().int().nullable(),
  leaseGrantedSeconds: z.number().int().nullable(),
  masked: z.boolean(),
  mayReveal: z.boolean(),
  value: keyValueSchema,
  answeredBy: z.string(),
});

/** One key with its metadata and value. */
export type Key = z.infer<typeof keySchema>;
