import { z } from 'zod';
import { base64UrlSchema, decimalSchema, readableSchema, timeSchema } from './common';

const longestPrefix = 1_400;

const watchedPrefixSchema = base64UrlSchema
  .max(longestPrefix)
  .default('')
  .meta({ description: 'All keys that begin with these bytes; empty for the whole store.' });

/** What happened to a key. */
const changeKindSchema = z.enum(['create', 'put', 'delete']);

/** What happened to a key. */
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** Query of a page of the live tail. */
export const changesQuerySchema = z.strictObject({
  prefix: watchedPrefixSchema,
  after: z
    .string()
    .max(80)
    .optional()
    .meta({ description: '`position` of the answer before: only what came since.' }),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
  filter: z.string().max(256).optional().meta({
    description: 'Only where the readable key or the Kubernetes kind contains this, in any case.',
  }),
  change: changeKindSchema.optional(),
});

/** Query of a page of the live tail. */
export type ChangesQuery = z.infer<typeof changesQuerySchema>;

const changeSchema = z.object({
  type: z.literal('change'),
  sequence: z.number().int(),
  time: timeSchema.meta({ description: 'When this server saw it; etcd keeps no times.' }),
  change: changeKindSchema,
  key: readableSchema,
  revision: decimalSchema,
  version: decimalSchema.nullable().meta({ description: 'Null for a deletion.' }),
  lease: z
    .string()
    .nullable()
    .meta({ description: 'In hex; of a deletion, the lease the key was last seen with.' }),
  size: z.number().int().nullable().meta({ description: 'Bytes of the value, never the value.' }),
  kind: z.string().nullable().meta({ description: 'Kubernetes kind where the value names one.' }),
  masked: z.boolean(),
});

/** One change of one key. Values are not among what is kept. */
export type Change = z.infer<typeof changeSchema>;

const gapSchema = z.object({
  type: z.literal('gap'),
  sequence: z.number().int(),
  time: timeSchema,
  reason: z.enum(['compacted', 'reconnected']),
});

const entrySchema = z.discriminatedUnion('type', [changeSchema, gapSchema]);

/** A change, or the place where changes were missed. */
export type ChangeEntry = z.infer<typeof entrySchema>;

/** How it stands with following a prefix. */
const followingSchema = {
  since: timeSchema.meta({ description: 'When collecting began.' }),
  status: z.enum(['starting', 'watching', 'interrupted', 'refused']),
  code: z.string().nullable().meta({ description: 'Why it is interrupted or refused.' }),
};

/** A page of the live tail of a prefix, oldest first. */
export const changesSchema = z.object({
  prefix: readableSchema,
  ...followingSchema,
  revision: decimalSchema.nullable().meta({ description: 'Everything up to here was seen.' }),
  entries: z.array(entrySchema).meta({ description: 'The newest that match, oldest first.' }),
  position: z.string().meta({ description: 'What to send as `after` next time.' }),
  isContinued: z.boolean().meta({
    description: 'False where `after` was not given or is of a collection that has ended.',
  }),
  skipped: z.number().int().meta({
    description: 'Matching changes since `after` that are not in `entries`: too many.',
  }),
  forgotten: z.boolean().meta({
    description: 'Changes since `after` are no longer kept, so `skipped` may be more.',
  }),
});

/** A page of the live tail of a prefix. */
export type Changes = z.infer<typeof changesSchema>;

/** Query of what writes how much. */
export const changeRatesQuerySchema = z.strictObject({
  prefix: watchedPrefixSchema,
  within: base64UrlSchema
    .max(longestPrefix)
    .optional()
    .meta({ description: 'A folder below the prefix whose children to tell apart.' }),
  by: z.enum(['child', 'resource']).default('child'),
  seconds: z.coerce.number().int().min(10).max(900).default(60),
});

/** Query of what writes how much. */
export type ChangeRatesQuery = z.infer<typeof changeRatesQuerySchema>;

const countsShape = {
  puts: z.number().int(),
  deletes: z.number().int(),
  bytes: z.number().meta({ description: 'Of the keys and values that were put.' }),
};

const countsSchema = z.object(countsShape);

/** Changes counted. */
export type ChangeCounts = z.infer<typeof countsSchema>;

const rateRowSchema = z.object({
  kind: z.enum(['folder', 'key', 'resource']),
  name: readableSchema.nullable().meta({ description: 'Null for a Kubernetes resource.' }),
  label: z.string(),
  ...countsShape,
});

/** How much was written to one child or resource. */
export type RateRow = z.infer<typeof rateRowSchema>;

/** What writes how much, counted over `seconds`. */
export const changeRatesSchema = z.object({
  ...followingSchema,
  within: readableSchema,
  seconds: z.number().meta({ description: 'The time these were counted over.' }),
  total: countsSchema,
  rows: z.array(rateRowSchema).meta({ description: 'At most 100, the busiest first.' }),
  rest: countsSchema.meta({ description: 'What the rows do not tell apart.' }),
});

/** What writes how much. */
export type ChangeRates = z.infer<typeof changeRatesSchema>;
