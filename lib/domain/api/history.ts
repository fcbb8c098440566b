import { z } from 'zod';
import {
  base64UrlSchema,
  clusterNameSchema,
  decimalSchema,
  readableSchema,
  timeSchema,
} from './common';
import { operationIdSchema, operationSchema } from './operations';

/** A moment worked out from when which revision was seen. */
const approximateTimeSchema = z.object({
  at: timeSchema,
  isExact: z.boolean().meta({ description: 'Known to the second; else interpolated.' }),
});

/** A moment, exact or about. */
export type ApproximateTime = z.infer<typeof approximateTimeSchema>;

/** How far back the history of a store goes, and when which revision was seen. */
export const revisionsSchema = z.object({
  newest: decimalSchema,
  oldest: decimalSchema.meta({ description: 'The oldest revision that can still be read.' }),
  isCompacted: z.boolean().meta({ description: 'Whether older ones were compacted away.' }),
  checkedAt: timeSchema,
  points: z
    .array(z.object({ time: timeSchema, revision: decimalSchema }))
    .max(500)
    .meta({ description: 'Moments with the newest revision then; both rise.' }),
});

/** How far back the history of a store goes. */
export type Revisions = z.infer<typeof revisionsSchema>;

/** Query of the history of a key. */
export const keyHistoryQuerySchema = z.strictObject({
  key: base64UrlSchema,
  cursor: decimalSchema.optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** What happened to a key at a revision. */
const keyRevisionSchema = z.object({
  kind: z.enum(['create', 'put', 'delete']),
  revision: decimalSchema,
  time: approximateTimeSchema.nullable(),
  version: decimalSchema.nullable().meta({ description: 'Null for a deletion.' }),
  lease: z.string().nullable(),
  size: z.number().int().nullable(),
  masked: z.boolean(),
});

/** What happened to a key at a revision. */
export type KeyRevision = z.infer<typeof keyRevisionSchema>;

/** A page of the history of a key, newest first. */
export const keyHistorySchema = z.object({
  key: readableSchema,
  entries: z.array(keyRevisionSchema),
  next: decimalSchema.nullable(),
  current: decimalSchema.meta({ description: 'Mod revision now; 0 where there is no such key.' }),
  oldest: decimalSchema,
  isComplete: z.boolean().meta({
    description: 'False where lives of the key that began and ended between may be missing.',
  }),
});

/** A page of the history of a key. */
export type KeyHistory = z.infer<typeof keyHistorySchema>;

/** Body that puts an old value of a key back. */
export const restoreKeySchema = z.strictObject({
  key: base64UrlSchema,
  revision: decimalSchema.meta({ description: 'The value as of this revision.' }),
  expected: decimalSchema.meta({ description: 'Mod revision the key must be at; 0 for none.' }),
});

/** Body that starts a comparison of a prefix at two revisions, or in two clusters. */
export const startComparisonSchema = z.strictObject({
  prefix: base64UrlSchema.default(''),
  left: decimalSchema.optional().meta({ description: 'The revision before; now if left out.' }),
  right: decimalSchema.optional().meta({ description: 'The revision after; now if left out.' }),
  rightCluster: clusterNameSchema.optional(),
  onlyRemoved: z.boolean().default(false).meta({ description: 'For what was deleted since.' }),
});

/** What to compare. */
export type ComparisonRequest = z.infer<typeof startComparisonSchema>;

/** What a row of a comparison says of a key. */
const differenceSchema = z.enum(['added', 'removed', 'changed', 'uncompared']);

/** What a row of a comparison says of a key. */
export type Difference = z.infer<typeof differenceSchema>;

/** What became of a removed key that was to be brought back. */
const returnOutcomeSchema = z.enum(['restored', 'exists', 'refused', 'failed', 'unknown']);

/** What became of a removed key that was to be brought back. */
export type ReturnOutcome = z.infer<typeof returnOutcomeSchema>;

/** A comparison with how far it came; its rows are read by page. */
export const comparisonSchema = z.object({
  operation: operationSchema,
  prefix: readableSchema,
  leftRevision: decimalSchema,
  rightRevision: decimalSchema,
  leftTime: approximateTimeSchema.nullable(),
  rightCluster: clusterNameSchema,
  onlyRemoved: z.boolean(),
  counts: z.object({
    added: decimalSchema,
    removed: decimalSchema,
    changed: decimalSchema,
    uncompared: decimalSchema.meta({ description: 'Masked on both sides: never compared.' }),
    same: decimalSchema,
  }),
  listed: z.number().int().meta({ description: 'Rows that were kept.' }),
  isCut: z.boolean().meta({ description: 'There were more differences than are listed.' }),
  outcomes: z
    .partialRecord(returnOutcomeSchema, z.number().int())
    .meta({ description: 'Rows that were to be brought back, by what became of them.' }),
});

/** A comparison with how far it came. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** The newest comparisons of a cluster that whoever asks may see. */
export const comparisonsSchema = z.object({ comparisons: z.array(comparisonSchema) });

/** The newest comparisons of a cluster. */
export type Comparisons = z.infer<typeof comparisonsSchema>;

/** Query of the rows of a comparison. */
export const comparisonRowsQuerySchema = z.strictObject({
  kind: differenceSchema.optional(),
  filter: z.string().max(256).optional(),
  cursor: decimalSchema.optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

/** Which rows of a comparison to read. */
export type ComparisonRowsQuery = z.infer<typeof comparisonRowsQuerySchema>;

/** A key that differs. */
const comparisonRowSchema = z.object({
  key: readableSchema,
  kind: differenceSchema,
  leftRevision: decimalSchema.nullable().meta({ description: 'Mod revision before.' }),
  rightRevision: decimalSchema.nullable().meta({ description: 'Mod revision after.' }),
  masked: z.boolean(),
  outcome: returnOutcomeSchema
    .nullable()
    .meta({ description: 'What became of it where it was to be brought back.' }),
});

/** A key that differs. */
export type ComparisonRow = z.infer<typeof comparisonRowSchema>;

/** A page of the rows of a comparison, in key order. */
export const comparisonRowsSchema = z.object({
  rows: z.array(comparisonRowSchema),
  next: decimalSchema.nullable(),
});

/** A page of the rows of a comparison. */
export type ComparisonRows = z.infer<typeof comparisonRowsSchema>;

/** Which of the removed keys of a comparison: single ones, and whole folders. */
export const restoreSelectionSchema = z.strictObject({
  keys: z.array(base64UrlSchema).max(500).default([]),
  prefixes: z.array(base64UrlSchema).max(50).default([]),
});

/** Which removed keys to bring back. */
export type RestoreSelection = z.infer<typeof restoreSelectionSchema>;

/** What bringing keys back would do, before it is done. */
export const restorePlanSchema = z.object({
  revision: decimalSchema.meta({ description: 'The values come from this revision.' }),
  restored: z.number().int().meta({ description: 'Keys that would come back.' }),
  existing: z.number().int().meta({ description: 'Keys that exist again and are left alone.' }),
  withLease: z.number().int().meta({ description: 'Keys that get their lease back.' }),
  withoutLease: z.number().int().meta({ description: 'Keys whose lease is gone: without a TTL.' }),
  masked: z.number().int(),
  bytes: decimalSchema,
  keys: z
    .array(
      z.object({
        key: readableSchema,
        size: z.number().int(),
        fate: z.enum(['restore', 'exists']),
        lease: z.enum(['none', 'kept', 'gone']),
        masked: z.boolean(),
      }),
    )
    .max(200)
    .meta({ description: 'The first 200 of them.' }),
});

/** What bringing keys back would do. */
export type RestorePlan = z.infer<typeof restorePlanSchema>;

/** The id of a comparison, which is that of its operation. */
export const comparisonIdSchema = operationIdSchema;
