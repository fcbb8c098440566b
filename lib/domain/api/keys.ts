import { z } from 'zod';
import { base64UrlSchema, decimalSchema, lineSchema, readableSchema } from './common';

/** Query of a folder page. */
export const folderQuerySchema = z.strictObject({
  prefix: base64UrlSchema.default(''),
  cursor: base64UrlSchema.optional().meta({ description: '`next` of the page before.' }),
  revision: decimalSchema.optional().meta({ description: 'Pins the pages to one revision.' }),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

/** One row of a folder: a key, or a folder that holds keys. */
const folderEntrySchema = z.object({
  kind: z.enum(['folder', 'key']),
  name: readableSchema.meta({ description: 'The whole key, or the folder with its delimiter.' }),
  label: z.string().meta({ description: 'The last segment, readable.' }),
  count: decimalSchema.nullable().meta({ description: 'Keys in the folder; null for a key.' }),
  modRevision: decimalSchema.nullable(),
  version: decimalSchema.nullable(),
  lease: z.string().nullable().meta({ description: 'Lease id in hex, null where there is none.' }),
  masked: z.boolean().meta({ description: 'Values here are masked until revealed.' }),
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
  total: decimalSchema.meta({ description: 'Keys under the whole prefix at this revision.' }),
  answeredBy: z.string().meta({ description: 'The name of the member that answered.' }),
  elapsedMilliseconds: z.number(),
});

/** A page of a folder. */
export type Folder = z.infer<typeof folderSchema>;

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
