import { z } from 'zod';
import { base64UrlSchema, decimalSchema, lineSchema, readableSchema, timeSchema } from './common';

/** The most keys one deletion or import takes. */
export const largestBulk = 100_000;

/** The most bytes of an uploaded import file. */
export const largestImport = 67_108_864;

/** What was chosen: keys, and folders with all they hold; a key in both counts once. */
export const keySelectionSchema = z.strictObject({
  keys: z.array(base64UrlSchema.min(2)).max(10_000).default([]),
  folders: z.array(base64UrlSchema).max(10_000).default([]),
});

/** What was chosen, as base64url. */
export type SelectionBody = z.infer<typeof keySelectionSchema>;

/** Body that asks what a deletion would do. */
export const deletionPreviewBodySchema = z.strictObject({
  selection: keySelectionSchema,
  revision: decimalSchema.optional().meta({ description: 'Revision of the first page.' }),
  kept: z.boolean().default(false).meta({ description: 'Rows that would be left instead.' }),
  cursor: base64UrlSchema.optional().meta({ description: '`next` of the page before.' }),
  limit: z.number().int().min(1).max(500).default(100),
});

/** What to preview. */
export type DeletionPreviewBody = z.infer<typeof deletionPreviewBodySchema>;

const refusalCountSchema = z.object({ code: z.string(), keys: decimalSchema });

/** What a deletion would do as a whole. */
const deletionSummarySchema = z.object({
  keys: decimalSchema.meta({ description: 'Keys that would be deleted.' }),
  bytes: decimalSchema.meta({ description: 'Bytes of their keys and values.' }),
  leased: decimalSchema.meta({ description: 'Of these, keys with a lease.' }),
  kubernetes: decimalSchema.meta({ description: 'Of these, Kubernetes objects.' }),
  refused: z.array(refusalCountSchema).meta({ description: 'Keys that would be left, by code.' }),
});

/** A page of what a deletion would do, in key order, at one revision. */
export const deletionPreviewSchema = z.object({
  revision: decimalSchema,
  summary: deletionSummarySchema.nullable().meta({ description: 'Only on the first page.' }),
  rows: z.array(
    z.object({
      key: readableSchema,
      size: z.number().int().meta({ description: 'Bytes of the value.' }),
      modRevision: decimalSchema,
      lease: z.string().nullable(),
      refusal: z.string().nullable().meta({ description: 'Error code; null: it is deleted.' }),
    }),
  ),
  next: base64UrlSchema.nullable(),
});

/** A page of what a deletion would do. */
export type DeletionPreview = z.infer<typeof deletionPreviewSchema>;

/** Body that deletes what a preview showed. */
export const deletionBodySchema = z.strictObject({
  selection: keySelectionSchema,
  revision: decimalSchema.meta({ description: 'The revision of the preview.' }),
  keys: decimalSchema.meta({ description: 'How many keys the preview said, confirmed by hand.' }),
});

/** What to delete. */
export type DeletionBody = z.infer<typeof deletionBodySchema>;

/** How a bulk change ended. */
export const bulkOutcomeSchema = z.object({
  operation: z.string(),
  changed: decimalSchema.meta({ description: 'Keys written or deleted.' }),
  left: decimalSchema.meta({ description: 'Keys left, because they were not as they had been.' }),
  refused: decimalSchema.meta({ description: 'Keys left, because writing them is refused.' }),
  failed: decimalSchema.meta({ description: 'Keys whose write failed or was never seen to end.' }),
  withoutLease: decimalSchema.meta({ description: 'Keys written without the lease they had.' }),
  hasUndo: z.boolean(),
  examples: z
    .array(z.object({ key: readableSchema, code: z.string() }))
    .meta({ description: 'The first keys that were not changed, and why.' }),
});

/** How a bulk change ended. */
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>;

/** A file of what keys were before a bulk change. */
export const undoFileSchema = z.object({
  operation: z.string(),
  kind: z.enum(['delete-keys', 'import-keys']),
  target: z.string(),
  startedBy: z.string(),
  startedAt: timeSchema,
  size: decimalSchema,
  keys: decimalSchema.nullable().meta({ description: 'null where the change did not end.' }),
});

/** A file of what keys were before a bulk change. */
export type UndoFile = z.infer<typeof undoFileSchema>;

/** The undo files of a cluster, newest first. */
export const undoListSchema = z.object({
  files: z.array(undoFileSchema),
  keptFiles: z.number().int(),
  keptDays: z.number().int(),
  keptBytes: decimalSchema,
});

/** The undo files of a cluster and how long they are kept. */
export type UndoList = z.infer<typeof undoListSchema>;

const exportFormatSchema = z.enum(['jsonl', 'yaml']);

/** How keys are written to a file. */
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Query of an export. */
export const exportQuerySchema = z.strictObject({
  prefix: base64UrlSchema.default(''),
  format: exportFormatSchema.default('jsonl'),
  revision: decimalSchema.optional(),
});

/** Body of an export of a selection. With `reveal` masked values are in it; needs key:reveal. */
export const exportBodySchema = z
  .strictObject({
    selection: keySelectionSchema,
    format: exportFormatSchema.default('jsonl'),
    revision: decimalSchema.optional(),
    reveal: z.boolean().default(false),
    reason: lineSchema.trim().min(3).max(500).optional(),
  })
  .refine(({ reveal, reason }) => !reveal || reason !== undefined, {
    path: ['reason'],
    message: 'is needed to reveal.',
  });

/** What to export. */
export type ExportBody = z.infer<typeof exportBodySchema>;

/** The id of an upload, as it stands in a URL. */
export const uploadIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** Body of one part of an upload; the first has no upload yet. */
export const uploadPartSchema = z.strictObject({
  upload: uploadIdSchema.optional(),
  offset: z.number().int().min(0).max(largestImport),
  data: z.string().max(1_500_000).meta({ description: 'Bytes as unpadded base64url.' }),
});

/** One part of an upload. */
export type UploadPart = z.infer<typeof uploadPartSchema>;

/** Where an upload stands. */
export const uploadSchema = z.object({ upload: z.string(), size: z.number().int() });

/** Where an upload stands. */
export type Upload = z.infer<typeof uploadSchema>;

/** Body of a dry run; keys that begin with `from` are written below `to` instead. */
export const importPlanBodySchema = z.strictObject({
  from: base64UrlSchema.default(''),
  to: base64UrlSchema.default(''),
});

/** How keys are moved on their way in. */
export type ImportPlanBody = z.infer<typeof importPlanBodySchema>;

const importStatusSchema = z.enum(['added', 'changed', 'unchanged', 'refused', 'masked', 'broken']);

/** What an import would do with a line of its file. */
export type ImportStatus = z.infer<typeof importStatusSchema>;

/** What an import would do as a whole. */
export const importPlanSchema = z.object({
  revision: decimalSchema,
  lines: z.number().int(),
  counts: z.record(importStatusSchema, z.number().int()),
  bytes: decimalSchema.meta({ description: 'Bytes of the keys and values to write.' }),
  leased: z.number().int().meta({ description: 'Keys that had a lease and will have none.' }),
  isWhole: z.boolean().meta({ description: 'Whether the file says that its export was complete.' }),
});

/** What an import would do as a whole. */
export type ImportPlan = z.infer<typeof importPlanSchema>;

/** Query of the rows of a dry run. */
export const importRowsQuerySchema = z.strictObject({
  status: importStatusSchema.optional(),
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Which rows to read. */
export type ImportRowsQuery = z.infer<typeof importRowsQuerySchema>;

const importRowSchema = z.object({
  line: z.number().int(),
  key: readableSchema.nullable(),
  status: importStatusSchema,
  reason: z.string().nullable(),
  size: z.number().int().nullable(),
});

/** What an import would do with one line. */
export type ImportRow = z.infer<typeof importRowSchema>;

/** A page of the rows of a dry run. */
export const importRowsSchema = z.object({
  rows: z.array(importRowSchema),
  next: z.number().int().nullable(),
});

/** A page of the rows of a dry run. */
export type ImportRows = z.infer<typeof importRowsSchema>;

/** A value before and after, as it may be shown; null where there is none. */
export const importDiffSchema = z.object({
  before: z.string().nullable(),
  after: z.string().nullable(),
  masked: z.boolean(),
});

/** A value before and after. */
export type ImportDiff = z.infer<typeof importDiffSchema>;

/** Body that writes what a dry run showed. */
export const importApplySchema = z.strictObject({
  keys: decimalSchema.meta({ description: 'Keys to write, as the dry run said, typed by hand.' }),
});
