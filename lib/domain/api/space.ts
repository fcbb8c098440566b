import { z } from 'zod';
import { isOperationId } from '../operations/operation-id';
import { base64UrlSchema, decimalSchema, readableSchema, timeSchema } from './common';
import { paceSchema } from './pace';

const countSchema = z.number().int().nonnegative();

/** Keys and the bytes of their names and values; whole numbers below 2^53. */
const sizeSchema = z.object({
  keys: countSchema,
  bytes: countSchema.meta({ description: 'Bytes of names and values together.' }),
});

/** Keys and bytes. */
export type Size = z.infer<typeof sizeSchema>;

const growthSchema = z
  .object({ keys: z.number().int(), bytes: z.number().int() })
  .nullable()
  .meta({ description: 'Change since the scan compared with; null where not known.' });

/** Keys and bytes added since an earlier scan, negative where there are fewer. */
export type Growth = z.infer<typeof growthSchema>;

const spaceFolderSchema = sizeSchema.extend({
  name: readableSchema.meta({ description: 'The folder with its closing delimiter.' }),
  label: z.string().meta({ description: 'The last segment, readable.' }),
  parent: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'Place of the folder above in this list; null for the first.' }),
  folded: sizeSchema
    .extend({ folders: countSchema })
    .meta({ description: 'Folders directly in it that are too small to be listed.' }),
  isDeepest: z.boolean().meta({ description: 'Folders in it were not told apart.' }),
  growth: growthSchema,
});

/** A folder and everything below it. */
export type SpaceFolder = z.infer<typeof spaceFolderSchema>;

const encryptionKeySchema = z.object({
  provider: z.string().meta({ description: '`aescbc`, `secretbox`, `kms v2` …' }),
  keyName: z.string().meta({ description: 'Name of the key, of the plugin for KMS.' }),
  keyId: z.string().nullable().meta({ description: 'Key id a KMS v2 plugin told.' }),
  keys: countSchema,
  newestRevision: decimalSchema.meta({ description: 'Highest mod revision written with it.' }),
});

/** How many values one encryption key holds. */
export type EncryptionKey = z.infer<typeof encryptionKeySchema>;

const encryptionSchema = z.object({
  encrypted: countSchema,
  plaintext: countSchema,
  newestPlaintextRevision: decimalSchema.nullable(),
  keys: z.array(encryptionKeySchema).meta({ description: 'The one written with last first.' }),
});

/** How many values of a kind are encrypted at rest, and with what. */
export type Encryption = z.infer<typeof encryptionSchema>;

const spaceKindSchema = sizeSchema.extend({
  group: z.string().nullable().meta({ description: 'API group, empty for core; null unknown.' }),
  resource: z.string(),
  versions: z
    .array(z.object({ apiVersion: z.string(), kind: z.string(), keys: countSchema }))
    .meta({ description: 'Versions the values are stored in, most frequent first.' }),
  encryption: encryptionSchema,
  growth: growthSchema,
});

/** A Kubernetes resource as the layout of the keys tells it. */
export type SpaceKind = z.infer<typeof spaceKindSchema>;

const spaceNamespaceSchema = sizeSchema.extend({ name: z.string(), growth: growthSchema });

const spaceKeySchema = z.object({
  name: readableSchema,
  isCut: z.boolean().meta({ description: 'Only the first bytes of a very long name.' }),
  bytes: countSchema,
  version: decimalSchema.meta({ description: 'How often it was written since its creation.' }),
});

/** One key of a list of the largest or most rewritten. */
export type SpaceKey = z.infer<typeof spaceKeySchema>;

const completenessSchema = z.enum(['complete', 'restarted', 'cancelled', 'failed']).meta({
  description:
    'restarted: compaction took the revision away, the rest was read at a newer one; cancelled and failed: only the first keys were read.',
});

/** Whether a scan saw everything, at one revision. */
export type Completeness = z.infer<typeof completenessSchema>;

const spaceSummarySchema = sizeSchema.extend({
  id: z.string(),
  prefix: readableSchema,
  takenAt: timeSchema.meta({ description: 'When it ended.' }),
  completeness: completenessSchema,
});

/** A scan without its lists. */
export type SpaceSummary = z.infer<typeof spaceSummarySchema>;

/** What an analysis of a prefix found. */
export const spaceReportSchema = spaceSummarySchema.extend({
  cluster: z.string(),
  startedAt: timeSchema,
  startedBy: z.string(),
  pace: paceSchema,
  expectedKeys: countSchema.meta({
    description: 'Keys there were; more than were read if partial.',
  }),
  revision: decimalSchema.meta({ description: 'The revision it was read at, at last.' }),
  firstRevision: decimalSchema.meta({ description: 'Another one where it was restarted.' }),
  answeredBy: z.string(),
  keyBytes: countSchema,
  leased: sizeSchema,
  folders: z
    .array(spaceFolderSchema)
    .meta({ description: 'The prefix first, then folders, each after the one above it.' }),
  kinds: z.array(spaceKindSchema),
  foldedKinds: sizeSchema.extend({ kinds: countSchema }),
  unrecognised: sizeSchema.meta({ description: 'Keys that are no Kubernetes resource.' }),
  namespaces: z.array(spaceNamespaceSchema),
  foldedNamespaces: sizeSchema.extend({ namespaces: countSchema }),
  largest: z.array(spaceKeySchema),
  mostRewritten: z.array(spaceKeySchema),
  sizes: z.array(
    sizeSchema.extend({
      upTo: countSchema.nullable().meta({ description: 'Bytes of the largest; null: no limit.' }),
    }),
  ),
  file: z
    .object({
      historyRevisions: countSchema,
      historyBytes: countSchema,
      tombstones: countSchema,
      freeBytes: countSchema,
    })
    .optional()
    .meta({ description: 'Only a database file tells this; absent for a live cluster.' }),
});

/** What a scan found, as it is stored: nothing of it is compared with another one. */
export type SpaceReport = z.infer<typeof spaceReportSchema>;

/** A report with what it was compared with. */
export const comparedReportSchema = spaceReportSchema.extend({
  comparedWith: spaceSummarySchema.nullable(),
});

/** A report with what it was compared with. */
export type ComparedReport = z.infer<typeof comparedReportSchema>;

/** Query of the newest report. */
export const spaceQuerySchema = z.strictObject({
  prefix: base64UrlSchema.default(''),
});

/** The newest report that covers a prefix. */
export const latestReportSchema = z.object({ report: comparedReportSchema.nullable() });

/** The newest report that covers a prefix. */
export type LatestReport = z.infer<typeof latestReportSchema>;

/** Query of one report. */
export const reportQuerySchema = z.strictObject({
  folder: base64UrlSchema
    .optional()
    .meta({ description: 'Only this folder and the folders in it.' }),
});

/** The id of a scan, as it stands in a URL: that of its operation. */
export const scanIdSchema = z.string().refine(isOperationId, 'must be the id of a scan');

/** Body that starts a scan. */
export const startScanSchema = z.strictObject({
  prefix: base64UrlSchema.max(5_500).default(''),
  pace: paceSchema.default('normal'),
});

/** What to scan, and how fast. */
export type StartScan = z.infer<typeof startScanSchema>;

/** The scans that are kept, newest first. */
export const scanListSchema = z.object({ scans: z.array(spaceSummarySchema) });

/** The scans that are kept. */
export type ScanList = z.infer<typeof scanListSchema>;

/** What a scan would cost. */
export const scanEstimateSchema = z.object({
  keys: countSchema.meta({ description: 'Counted just now.' }),
  bytes: countSchema.nullable().meta({ description: 'About; null where nothing tells.' }),
  seconds: z
    .object({ gentle: z.number(), normal: z.number(), fast: z.number() })
    .meta({ description: 'About how long it takes at each pace.' }),
  answeredBy: z.string(),
});

/** What a scan would cost. */
export type ScanEstimate = z.infer<typeof scanEstimateSchema>;

/** How much of the Secrets of a cluster is encrypted at rest. */
export const encryptionCoverageSchema = z.object({
  secretsPrefix: readableSchema,
  scan: spaceSummarySchema
    .nullable()
    .meta({ description: 'Where it is known from; null: nowhere.' }),
  encryption: encryptionSchema.nullable(),
});

/** How much of the Secrets of a cluster is encrypted at rest. */
export type EncryptionCoverage = z.infer<typeof encryptionCoverageSchema>;
