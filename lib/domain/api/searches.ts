import { z } from 'zod';
import { isOperationId } from '../operations/operation-id';
import {
  base64UrlSchema,
  clusterNameSchema,
  decimalSchema,
  readableSchema,
  timeSchema,
} from './common';
import { operationSchema } from './operations';
import { paceSchema } from './pace';

/** Body that starts a search. */
export const startSearchSchema = z.strictObject({
  prefix: base64UrlSchema
    .default('')
    .meta({ description: 'Only keys that begin so; without it the whole store.' }),
  what: z.enum(['keys', 'values']).default('keys').meta({
    description: 'Masked values are never searched, whoever asks; they are counted.',
  }),
  how: z.enum(['contains', 'prefix', 'glob', 'regex']).default('contains').meta({
    description: 'regex: RE2 syntax. glob: the whole key, or a line of a value.',
  }),
  pattern: z.string().min(1).max(1_000),
  encoding: z.enum(['text', 'hex', 'base64url']).default('text').meta({
    description: 'hex and base64url: exact bytes, for contains and prefix.',
  }),
  isCaseSensitive: z.boolean().default(false),
  pace: paceSchema.optional().meta({
    description: 'gentle by default where all members but the leader are missing, else normal.',
  }),
});

/** What to search. */
export type StartSearch = z.output<typeof startSearchSchema>;

/** What a browser sends to start a search. */
export type StartSearchInput = z.input<typeof startSearchSchema>;

/** The id of a search, as it stands in a URL. */
export const searchIdSchema = z.string().refine(isOperationId, 'must be the id of a search');

/** A search: what, how far, and how it ended. */
export const searchSchema = z.object({
  id: z.string(),
  cluster: clusterNameSchema,
  operation: operationSchema.meta({
    description: 'The work as it stands; another after a resume.',
  }),
  startedBy: z.string(),
  startedAt: timeSchema,
  query: startSearchSchema.required(),
  prefix: readableSchema,
  scanned: decimalSchema,
  total: decimalSchema.nullable(),
  matches: z.number().int().meta({ description: 'Matches kept so far.' }),
  maskedValues: z.number().int().meta({ description: 'Values that were skipped: masked.' }),
  cutValues: z.number().int().meta({ description: 'Values too large to be searched whole.' }),
  revision: decimalSchema.nullable(),
  isRestarted: z.boolean().meta({
    description: 'Went on at a newer revision: keys that changed meanwhile may be missed.',
  }),
  isLocked: z
    .boolean()
    .meta({ description: 'Parts that etcd does not let us read were left out.' }),
  answeredBy: z.string().nullable(),
  ending: z
    .enum(['running', 'complete', 'limit', 'cancelled', 'failed', 'interrupted'])
    .meta({ description: 'limit: stopped because it found as much as is kept.' }),
  mayResume: z.boolean(),
});

/** A search as it stands. */
export type Search = z.infer<typeof searchSchema>;

const spanShape = { start: z.number().int(), end: z.number().int() };

/** One match. */
export const searchMatchSchema = z.object({
  position: z.number().int(),
  key: readableSchema,
  modRevision: decimalSchema,
  size: z.number().int().nullable().meta({ description: 'Bytes of the value.' }),
  kind: z.string().nullable(),
  span: z.object(spanShape).nullable().meta({ description: 'Where it is in the text of the key.' }),
  excerpt: z
    .object({ text: z.string(), ...spanShape })
    .nullable()
    .meta({ description: 'What of the value matched, with its surroundings.' }),
});

/** One match of a search. */
export type SearchMatch = z.infer<typeof searchMatchSchema>;

/** Query of a page of matches. */
export const searchMatchesQuerySchema = z.strictObject({
  from: z.coerce.number().int().min(0).default(0).meta({ description: 'The first position.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Which matches to read. */
export type SearchMatchesQuery = z.infer<typeof searchMatchesQuerySchema>;

/** A page of matches, in the order of their keys. */
export const searchMatchesSchema = z.object({
  matches: z.array(searchMatchSchema),
  next: z.number().int().nullable(),
});

/** A page of matches. */
export type SearchMatches = z.infer<typeof searchMatchesSchema>;

/** The searches of whoever asks, newest first; older ones are forgotten. */
export const searchListSchema = z.object({ searches: z.array(searchSchema) });

/** The searches of whoever asks. */
export type SearchList = z.infer<typeof searchListSchema>;
