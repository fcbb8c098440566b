import { z } from 'zod';
import { timeSchema } from './common';

/** Query of panels over a time range. */
export const panelsQuerySchema = z.strictObject({
  panels: z.string().min(1).max(1000).meta({ description: 'Panel ids, comma separated.' }),
  from: timeSchema,
  to: timeSchema,
  points: z.coerce.number().int().min(2).max(500).default(240),
});

/** A line of a chart: one member, and one quantile or part where the panel has several. */
const seriesSchema = z.object({
  memberId: z.string(),
  memberName: z.string(),
  part: z.string().meta({ description: 'p50, p90, p99, received, sent, …; empty for one line.' }),
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
});

/** One line of a chart. */
export type Series = z.infer<typeof seriesSchema>;

/** What a chart's numbers are. */
const unitSchema = z.enum(['seconds', 'bytes', 'bytesPerSecond', 'perSecond', 'count']);

/** The unit of a panel. */
export type Unit = z.infer<typeof unitSchema>;

/** One chart with its lines. */
const panelSchema = z.object({
  id: z.string(),
  group: z.enum(['disk', 'raft', 'network', 'clients', 'database', 'process']),
  unit: unitSchema,
  guide: z.number().nullable().meta({ description: 'The guide line, in the unit.' }),
  series: z.array(seriesSchema),
  notExposed: z.array(z.string()).meta({ description: 'Names of members that do not expose it.' }),
});

/** One chart with its lines. */
export type Panel = z.infer<typeof panelSchema>;

/** Something that happened, drawn on the time axis of every chart. */
const markSchema = z.object({
  time: timeSchema,
  kind: z.enum(['leader-change', 'restart', 'operation']),
  memberName: z.string().nullable(),
  label: z.string(),
});

/** Something that happened, drawn on the time axis. */
export type Mark = z.infer<typeof markSchema>;

/** How a member's metrics page is read, and what that costs. */
const scrapeSchema = z.object({
  memberId: z.string(),
  memberName: z.string(),
  url: z.string().nullable(),
  lastAt: timeSchema.nullable(),
  bytes: z.number().nullable(),
  milliseconds: z.number().nullable(),
  failure: z.string().nullable(),
});

/** The last scrape of one member. */
export type Scrape = z.infer<typeof scrapeSchema>;

/** Panels over a time range, the marks in it, and the cost of collecting. */
export const panelsSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  intervalSeconds: z.number(),
  collectedFrom: timeSchema.nullable().meta({
    description: 'The oldest sample the range is computed from; null where there is none.',
  }),
  panels: z.array(panelSchema),
  marks: z.array(markSchema),
  scrapes: z.array(scrapeSchema),
});

/** Panels over a time range. */
export type Panels = z.infer<typeof panelsSchema>;
