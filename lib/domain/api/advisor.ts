import { z } from 'zod';
import { timeSchema } from './common';

/** How a number is to be read: `seconds` of a latency, `duration` of hours and days. */
const measureSchema = z.object({
  value: z.number(),
  upper: z
    .number()
    .nullable()
    .optional()
    .meta({
      description:
        'Where only an interval is known, such as the bucket of a quantile: its upper end, null ' +
        'where it has none. The value is its lower end.',
    }),
  unit: z.enum([
    'seconds',
    'duration',
    'bytes',
    'bytesPerSecond',
    'perSecond',
    'count',
    'ratio',
    'time',
  ]),
});

/** A number with its unit; a time is in milliseconds since 1970. */
export type Measure = z.infer<typeof measureSchema>;

const errorParameterSchema = z
  .object({ error: z.string(), endpoint: z.string() })
  .meta({ description: 'An error by its code, and where it was met.' });

const parametersSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), measureSchema, errorParameterSchema]),
);

/** Values a translated sentence names. */
export type AdviceParameters = z.infer<typeof parametersSchema>;

const evidenceSchema = z
  .object({
    code: z.string(),
    parameters: parametersSchema,
    url: z
      .string()
      .startsWith('https://')
      .optional()
      .meta({ description: 'Where more is written about it.' }),
  })
  .meta({ description: 'One observed fact, translated by code under `evidence` of `advisor`.' });

/** One observed fact. */
export type Evidence = z.infer<typeof evidenceSchema>;

const linkSchema = z.object({
  page: z.enum(['overview', 'keys', 'metrics', 'backups', 'alerts', 'performance']),
  query: z.string().optional(),
});

/** Where the evidence can be looked at. */
export type AdviceLink = z.infer<typeof linkSchema>;

const severitySchema = z.enum(['critical', 'warning', 'info']);

/** How bad a finding is. */
export type Severity = z.infer<typeof severitySchema>;

const findingSchema = z.object({
  id: z.string().meta({ description: 'The check that found it.' }),
  severity: severitySchema,
  parameters: parametersSchema,
  evidence: z.array(evidenceSchema),
  commands: z.array(z.string()).meta({ description: 'Commands or flags of etcd that mend it.' }),
  link: linkSchema,
});

/** Something to mend, with what shows it. */
export type Finding = z.infer<typeof findingSchema>;

const unknownSchema = z.object({
  id: z.string().meta({ description: 'The check that could not be made.' }),
  reason: z.enum([
    'not-exposed',
    'no-samples',
    'too-short',
    'not-answering',
    'not-permitted',
    'not-asked',
    'no-scan',
    'no-backup',
    'failed',
  ]),
  members: z
    .array(z.string())
    .meta({ description: 'Members it is not known of; empty for the whole cluster.' }),
});

/** What could not be judged, and why. */
export type Unknown = z.infer<typeof unknownSchema>;

/** Why something could not be judged. */
export type UnknownReason = Unknown['reason'];

/** Everything the advisor has to say of a cluster. */
export const adviceSchema = z.object({
  findings: z.array(findingSchema).meta({ description: 'Worst first.' }),
  unknown: z.array(unknownSchema),
  passed: z.array(z.string()).meta({ description: 'Checks that found nothing, by id.' }),
  checkedAt: timeSchema,
});

/** Everything the advisor has to say of a cluster. */
export type Advice = z.infer<typeof adviceSchema>;

/** Query of "why is it slow now". */
export const slowQuerySchema = z.strictObject({
  minutes: z.coerce.number().int().min(1).max(60).default(5),
});

const causeSchema = z.object({
  id: z.string(),
  score: z.number().min(0).max(1).meta({ description: '0: no sign of it; 1: severe.' }),
  evidence: z.array(evidenceSchema),
  link: linkSchema,
});

/** A possible cause of slowness, with how strongly the evidence speaks for it. */
export type Cause = z.infer<typeof causeSchema>;

/** Possible causes of slowness over the last minutes. */
export const slownessSchema = z.object({
  verdict: z.enum(['unknown', 'calm', 'none', 'weak', 'cause']).meta({
    description:
      'unknown: nothing was sampled; calm: nothing shows that requests wait; none: they wait, and ' +
      'nothing speaks for a cause; weak and cause: how strongly something does.',
  }),
  symptoms: z.array(evidenceSchema).meta({ description: 'Signs that requests wait at all.' }),
  causes: z.array(causeSchema).meta({ description: 'Strongest evidence first.' }),
  unknown: z.array(unknownSchema),
  from: timeSchema,
  to: timeSchema,
  checkedAt: timeSchema,
});

/** Possible causes of slowness over the last minutes. */
export type Slowness = z.infer<typeof slownessSchema>;
