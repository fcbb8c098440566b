import { z } from 'zod';
import { type ErrorCode, errorStatus } from '../errors';
import { timeSchema } from './common';

/** Query of panels over a time range. */
export const panelsQuerySchema = z.strictObject({
  panels: z.string().min(1).max(2000).meta({ description: 'Panel ids, comma separated.' }),
  from: timeSchema,
  to: timeSchema,
  points: z.coerce.number().int().min(2).max(500).default(240),
});

/** A line of a chart: one member, and one quantile or part where the panel has several. */
const seriesSchema = z.object({
  memberId: z.string(),
  memberName: z.string(),
  part: z.string().meta({
    description: 'p50, p90, p99, average, received, a gRPC method, …; empty for one line.',
  }),
  points: z
    .array(z.tuple([z.number(), z.number().nullable()]))
    .meta({ description: '[milliseconds since 1970, value or null for a gap]' }),
  latest: z
    .object({ value: z.number(), lower: z.number(), upper: z.number().nullable() })
    .nullable()
    .meta({
      description:
        'The value at the end of the range, with the bounds of its histogram bucket (an upper ' +
        'bound of null is infinite); lower and upper equal it where it is exact.',
    }),
  bounds: z
    .array(z.number())
    .optional()
    .meta({
      description:
        'Of a quantile: the finite upper bounds of the histogram, ascending, in the unit. A point ' +
        'lies somewhere in the bucket that holds its value; absent where values are exact.',
    }),
});

/** One line of a chart. */
export type Series = z.infer<typeof seriesSchema>;

/** What a chart's numbers are. */
const unitSchema = z
  .enum(['seconds', 'bytes', 'bytesPerSecond', 'perSecond', 'count', 'ratio', 'time'])
  .meta({ description: 'A ratio is 1 where it is whole; a time is an age in seconds.' });

/** The unit of a panel. */
export type Unit = z.infer<typeof unitSchema>;

/** A member that does not expose what a panel shows, and why. */
const notExposedSchema = z.object({
  memberName: z.string(),
  reason: z.enum(['version', 'extensive', 'not-yet', 'unknown']).meta({
    description:
      'Its version lacks it; it needs --metrics=extensive or a newer version; nothing has ' +
      'happened yet that would be counted; or it is not known why.',
  }),
});

/** A member that does not expose what a panel shows, and why. */
export type NotExposed = z.infer<typeof notExposedSchema>;

/** One chart with its lines. */
const panelSchema = z.object({
  id: z.string(),
  group: z.enum(['disk', 'raft', 'network', 'clients', 'database', 'process']),
  unit: unitSchema,
  guide: z.number().nullable().meta({ description: 'The guide line, in the unit.' }),
  series: z.array(seriesSchema),
  notExposed: z.array(notExposedSchema),
});

/** One chart with its lines. */
export type Panel = z.infer<typeof panelSchema>;

/** Something that happened, drawn on the time axis of every chart. */
const markSchema = z.object({
  time: timeSchema,
  kind: z
    .enum(['leader-change', 'restart', 'operation', 'compaction', 'alert', 'clock-step'])
    .meta({ description: 'A clock step: the clock of our own machine was set.' }),
  memberName: z.string().nullable(),
  label: z.string().meta({ description: "An operation's kind, an alert's rule, else the kind." }),
});

/** Something that happened, drawn on the time axis. */
export type Mark = z.infer<typeof markSchema>;

/** How a member's metrics page is read, and what that costs. */
const scrapeSchema = z.object({
  memberId: z.string(),
  memberName: z.string(),
  url: z.string().nullable(),
  lastAt: timeSchema.nullable(),
  bytes: z.number().nullable().meta({ description: 'As sent, compressed where the member does.' }),
  pageBytes: z.number().nullable().meta({ description: 'Of the page itself.' }),
  milliseconds: z.number().nullable(),
  failure: z.string().nullable(),
});

/** The last scrape of one member. */
export type Scrape = z.infer<typeof scrapeSchema>;

/** Why the configured Prometheus gave no answer: code and values of a translated error text. */
export const sourceFailureSchema = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorStatus),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});

const sourceShape = {
  source: z.enum(['embedded', 'prometheus']).meta({ description: 'Where the samples are from.' }),
  sourceFailure: sourceFailureSchema.optional().meta({
    description:
      'Why the configured Prometheus was not used, where it was not: the samples are our own.',
  }),
};

/** What the samples of all clusters take on disk. */
const storageSchema = z.object({
  bytes: z.number(),
  limitBytes: z.number().meta({ description: 'Where they take more, the oldest are deleted.' }),
  oldest: timeSchema.nullable(),
  fullResolutionHours: z.number().meta({ description: 'How long every sample is kept.' }),
  thinnedDays: z.number().meta({ description: 'How long one sample in five minutes is kept.' }),
});

/** What the samples of all clusters take on disk. */
export type SampleStorage = z.infer<typeof storageSchema>;

/** Panels over a time range, the marks in it, and the cost of collecting. */
export const panelsSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  ...sourceShape,
  intervalSeconds: z.number(),
  collectedFrom: timeSchema.nullable().meta({
    description: 'The oldest sample the range is computed from; null where there is none.',
  }),
  panels: z.array(panelSchema),
  marks: z.array(markSchema),
  scrapes: z.array(scrapeSchema),
  storage: storageSchema.optional(),
});

/** Panels over a time range. */
export type Panels = z.infer<typeof panelsSchema>;

/** Query of a heat map. */
export const heatmapQuerySchema = z.strictObject({
  panel: z.string().min(1).max(100).meta({ description: 'A panel of quantiles.' }),
  member: z.string().min(1).max(300).meta({
    description: 'Hex id, or what Prometheus calls a member that is none of the cluster.',
  }),
  from: timeSchema,
  to: timeSchema,
  columns: z.coerce.number().int().min(2).max(240).default(120),
});

/** How the observations of one member's histogram lie over time and size. */
export const heatmapSchema = z.object({
  ...sourceShape,
  panel: z.string(),
  memberId: z.string(),
  unit: unitSchema,
  bounds: z
    .array(z.number().nullable())
    .meta({ description: 'Upper bounds, ascending; null is infinite.' }),
  columns: z.array(
    z.object({
      time: z.number().meta({ description: 'The end of the column, milliseconds since 1970.' }),
      counts: z.array(z.number().nullable()).meta({
        description: 'Observations above the bound before and up to this one; null in a gap.',
      }),
    }),
  ),
});

/** How the observations of one member's histogram lie over time and size. */
export type Heatmap = z.infer<typeof heatmapSchema>;
