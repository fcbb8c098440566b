import { z } from 'zod';
import { durations, loadNames } from '../performance/loads';
import { decimalSchema, timeSchema } from './common';
import { operationSchema } from './operations';

const loadSchema = z.enum(loadNames);

const secondsSchema = z.union(durations.map((seconds) => z.literal(seconds)));

/** Query of the plan of a check. */
export const performancePlanQuerySchema = z.strictObject({
  load: loadSchema.default('small'),
  seconds: z.coerce.number().pipe(secondsSchema).default(60),
});

/** Which check to plan. */
export type PerformancePlanQuery = z.infer<typeof performancePlanQuerySchema>;

const refusalSchema = z.object({
  reason: z.enum(['readOnly', 'noQuorum', 'alarm', 'quotaUnknown', 'quota', 'running']),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Why a check may not start, with the numbers of the sentence. */
export type PerformanceRefusal = z.infer<typeof refusalSchema>;

/** What a check would write and whether it may start. */
export const performancePlanSchema = z.object({
  load: loadSchema,
  seconds: z.number().int(),
  prefix: z.string().meta({ description: 'Where it writes; each check in a folder of its own.' }),
  rate: z.number().int().meta({ description: 'Puts a second.' }),
  clients: z.number().int().meta({ description: 'Puts under way at once, at most.' }),
  puts: z.number().int(),
  keyBytes: z.number().int(),
  valueBytes: z.number().int(),
  databaseBytes: decimalSchema.meta({
    description: 'What the database of each member grows by at most, the deletion included.',
  }),
  freeShare: z.number().nullable().meta({
    description: 'The share of the quota free now, of the member with the least; null: unknown.',
  }),
  freeShareAfter: z.number().nullable(),
  leastFreeShare: z.number(),
  kubernetesKeys: decimalSchema.nullable().meta({
    description: 'Kubernetes objects in this cluster; null where they could not be counted.',
  }),
  needsName: z.boolean().meta({ description: 'The cluster’s name must be typed to start.' }),
  missingMembers: z.array(z.string()).meta({ description: 'Members that do not answer.' }),
  refusals: z.array(refusalSchema).meta({ description: 'Empty where it may start.' }),
});

/** What a check would write and whether it may start. */
export type PerformancePlan = z.infer<typeof performancePlanSchema>;

/** Body that starts a check. */
export const startPerformanceCheckSchema = z.strictObject({
  load: loadSchema,
  seconds: secondsSchema,
  confirmation: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'The name of the cluster, where the plan says that it is needed.' }),
});

/** Which check to start. */
export type StartPerformanceCheck = z.infer<typeof startPerformanceCheckSchema>;

const findingSchema = z.object({
  rule: z.enum(['errors', 'throughput', 'slowest', 'deviation']),
  outcome: z.enum(['pass', 'fail', 'unsure']),
  value: z.number(),
  limit: z.number(),
});

/** One rule of the verdict with its numbers. */
export type PerformanceFinding = z.infer<typeof findingSchema>;

const verdictSchema = z.enum(['pass', 'fail', 'inconclusive']);

/** The verdict of a check. */
export type PerformanceVerdict = z.infer<typeof verdictSchema>;

/** What a check measured; times in seconds. */
export const performanceResultSchema = z.object({
  verdict: verdictSchema,
  findings: z.array(findingSchema),
  throughput: z.number().meta({ description: 'Puts answered a second.' }),
  completed: z.number().int(),
  failed: z.number().int(),
  failures: z.array(z.object({ code: z.string(), count: z.number().int() })),
  unsent: z.number().int().meta({ description: 'Puts that were due and could not be sent.' }),
  stoppedEarly: z.boolean().meta({ description: 'It ended itself: put after put failed.' }),
  fastest: z.number(),
  slowest: z.number(),
  mean: z.number(),
  deviation: z.number(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  processBusy: z.number().meta({
    description:
      'Share of the time in which this server itself was busy; above 0.8 it is the limit.',
  }),
  members: z.array(z.string()).meta({ description: 'Members written to, in turn.' }),
  from: timeSchema,
  to: timeSchema,
  series: z.array(
    z.object({
      second: z.number().int(),
      completed: z.number().int(),
      failed: z.number().int(),
      mean: z.number().nullable(),
      slowest: z.number().nullable(),
    }),
  ),
});

/** What a check measured. */
export type PerformanceResult = z.infer<typeof performanceResultSchema>;

/** A check with what it measured; null while it runs and where it was not measured to its end. */
export const performanceCheckSchema = z.object({
  id: z.string().meta({ description: 'The id of its operation.' }),
  load: loadSchema,
  seconds: z.number().int(),
  rate: z.number().int(),
  clients: z.number().int(),
  prefix: z.string(),
  cleaned: z.boolean().meta({ description: 'Whether its keys are known to be gone.' }),
  state: operationSchema.shape.state,
  startedBy: z.string(),
  startedAt: timeSchema,
  endedAt: timeSchema.nullable(),
  result: performanceResultSchema.nullable(),
});

/** A check with what it measured. */
export type PerformanceCheck = z.infer<typeof performanceCheckSchema>;

/** The checks of a cluster that are kept, newest first. */
export const performanceChecksSchema = z.object({ checks: z.array(performanceCheckSchema) });

/** The checks of a cluster that are kept, newest first. */
export type PerformanceChecks = z.infer<typeof performanceChecksSchema>;
