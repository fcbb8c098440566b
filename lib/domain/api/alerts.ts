import { z } from 'zod';
import { lineSchema, timeSchema } from './common';
import { sourceFailureSchema } from './metrics';

const mostThresholds = 8;
const longestForSeconds = 24 * 3600;

/** The id of a rule: kebab-case of its alert's name. */
const ruleIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the id of a rule')
  .max(64);

/** The id of a silence. */
const silenceIdSchema = z.uuid();

/** What Prometheus says of a member that is not known here stands for its id. */
const memberIdSchema = lineSchema
  .min(1)
  .max(256)
  .meta({ description: 'The id of a member in hex, or what an alert gives in its place.' });

const severitySchema = z.enum(['critical', 'warning', 'info']);

/** How bad it is where a rule fires. */
export type Severity = z.infer<typeof severitySchema>;

const ruleStateSchema = z.enum(['inactive', 'pending', 'firing']);

/** Where a rule stands: the worst of its alerts. */
export type RuleState = z.infer<typeof ruleStateSchema>;

/** One alert, from its condition's first hold to its end. */
const alertSchema = z.object({
  id: z.string(),
  rule: z.string(),
  cluster: z.string(),
  severity: severitySchema,
  state: z.enum(['pending', 'firing', 'resolved']),
  memberId: z.string().nullable().meta({ description: 'In hex; null where it is the cluster.' }),
  memberName: z.string().nullable(),
  labels: z.record(z.string(), z.string()).meta({
    description: 'What else tells it from other alerts of the rule, such as peer or method.',
  }),
  value: z.number().nullable().meta({ description: 'What the expression last gave.' }),
  activeAt: timeSchema.meta({ description: 'Since when the condition holds.' }),
  firedAt: timeSchema.nullable().meta({ description: 'Null until it has held long enough.' }),
  endedAt: timeSchema.nullable(),
  silencedBy: z.string().nullable().meta({ description: 'The id of the silence that keeps it.' }),
  inhibitedBy: z.string().nullable().meta({
    description: 'The rule of a higher step that fires for the same fact and is told instead.',
  }),
});

/** One alert. */
export type Alert = z.infer<typeof alertSchema>;

const thresholdUnitSchema = z.enum([
  'seconds',
  'bytes',
  'perSecond',
  'percent',
  'ratio',
  'count',
  'days',
  'hours',
]);

const thresholdSchema = z.object({
  name: z.string(),
  value: z.number(),
  default: z.number(),
  unit: thresholdUnitSchema,
  minimum: z.number(),
  maximum: z.number(),
  isWhole: z.boolean().meta({ description: 'Whether only whole numbers make sense.' }),
});

/** A number of a rule that may be edited. */
export type Threshold = z.infer<typeof thresholdSchema>;

/** A rule as it is set for a cluster, and how it stands there. */
export const ruleSchema = z.object({
  id: z.string(),
  alertName: z.string().meta({ description: "The alert's name in Prometheus: etcdMembersDown." }),
  origin: z.enum(['mixin', 'etcdscope']),
  severity: severitySchema,
  state: ruleStateSchema,
  forSeconds: z.number().meta({ description: 'How long it must hold before it fires.' }),
  defaultForSeconds: z.number(),
  thresholds: z.array(thresholdSchema),
  expression: z.string().meta({ description: 'PromQL with the thresholds in it.' }),
  panel: z.string().nullable().meta({ description: 'The chart that shows what it is about.' }),
  valueUnit: thresholdUnitSchema
    .nullable()
    .meta({ description: "Of its alerts' values; null where a value says no more than the rule." }),
  windowSeconds: z.number().meta({ description: 'How far back the condition looks, or an hour.' }),
  measured: z
    .array(
      z.object({
        memberName: z.string().nullable(),
        labels: z.record(z.string(), z.string()),
        value: z.number().nullable(),
      }),
    )
    .meta({
      description: 'What there is at present, where no chart shows what the rule is about.',
    }),
  enabled: z.boolean(),
  notEvaluated: z
    .enum(['not-exposed', 'not-known', 'source-failed'])
    .nullable()
    .meta({
      description:
        'Why it cannot be told: no member exposes the metric, the fact was not to be had (yet), ' +
        'or Prometheus did not answer and our own samples cannot tell.',
    }),
  alerts: z.array(alertSchema),
});

/** A rule of a cluster. */
export type Rule = z.infer<typeof ruleSchema>;

/** The rules of a cluster, worst first. */
export const alertsSchema = z.object({
  rules: z.array(ruleSchema),
  source: z
    .enum(['embedded', 'prometheus'])
    .meta({ description: 'What evaluates the rules, as it is configured.' }),
  standIn: z
    .object({
      since: timeSchema,
      rules: z.number().meta({ description: 'How many rules it concerns.' }),
      failure: sourceFailureSchema,
    })
    .nullable()
    .meta({ description: 'Why our own samples stand in for Prometheus at present; else null.' }),
  evaluatedAt: timeSchema.nullable().meta({ description: 'Null before the first round.' }),
});

/** The rules of a cluster. */
export type Alerts = z.infer<typeof alertsSchema>;

/** Path of one rule of a cluster. */
export const alertRuleIdSchema = ruleIdSchema;

/** Body that edits a rule. */
export const ruleChangeSchema = z.strictObject({
  thresholds: z
    .array(z.strictObject({ name: lineSchema.max(64), value: z.number().min(0).max(1e15) }))
    .max(mostThresholds)
    .meta({ description: 'Those to set; the others go back to their defaults.' }),
  forSeconds: z.number().int().min(0).max(longestForSeconds),
  enabled: z.boolean(),
  reason: lineSchema.trim().min(3).max(500),
});

/** A change of a rule. */
export type RuleChange = z.infer<typeof ruleChangeSchema>;

/** Query of past alerts. */
export const alertHistoryQuerySchema = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,16}\.\d{1,16}$/, 'must be `next` of the page before')
    .optional(),
  rule: ruleIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Which past alerts to list. */
export type AlertHistoryQuery = z.infer<typeof alertHistoryQuerySchema>;

/** Alerts that have fired, newest first, by page. */
export const alertHistorySchema = z.object({
  alerts: z.array(alertSchema),
  next: z.string().nullable(),
});

/** A page of past alerts. */
export type AlertHistory = z.infer<typeof alertHistorySchema>;

/** What is not told for a while: of one rule or all, of one member or all. */
export const silenceSchema = z.object({
  id: z.string(),
  rule: z.string().nullable(),
  memberId: z.string().nullable(),
  reason: z.string(),
  createdBy: z.string(),
  createdAt: timeSchema,
  endsAt: timeSchema,
  endedAt: timeSchema.nullable().meta({ description: 'When it was ended by hand before its end.' }),
});

/** A silence. */
export type Silence = z.infer<typeof silenceSchema>;

/** The silences of a cluster, newest first. */
export const silencesSchema = z.object({ silences: z.array(silenceSchema) });

/** Body that begins a silence. */
export const silenceRequestSchema = z.strictObject({
  rule: ruleIdSchema.optional().meta({ description: 'All rules without it.' }),
  memberId: memberIdSchema.optional().meta({ description: 'All members without it.' }),
  reason: lineSchema.trim().min(3).max(500),
  endsAt: timeSchema,
});

/** What is to be silenced. */
export type SilenceRequest = z.infer<typeof silenceRequestSchema>;

/** Path of one silence. */
export const silencePathIdSchema = silenceIdSchema;

const systemCodeSchema = z.string().meta({ description: 'As Node names it: ECONNREFUSED.' });

/** Why a delivery failed: a code, and what its sentence names; never a secret. */
export const deliveryFailureSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('http-status'), status: z.number() }),
  z.object({ code: z.literal('redirect'), status: z.number() }),
  z.object({ code: z.literal('timeout'), seconds: z.number() }),
  z.object({ code: z.literal('unreachable'), error: systemCodeSchema }),
  z
    .object({
      code: z.literal('mail-refused'),
      status: z.number(),
      command: z.string(),
      error: z.string(),
    })
    .meta({ description: 'The mail server answered with an SMTP code, to a command or at once.' }),
  z
    .object({
      code: z.literal('some-refused'),
      refused: z.number(),
      all: z.number(),
      status: z.number(),
    })
    .meta({ description: 'The mail server refused some of the addresses; the others got it.' }),
  z.object({ code: z.literal('mail-failed'), error: systemCodeSchema }),
  z
    .object({ code: z.literal('unusable'), error: systemCodeSchema })
    .meta({ description: 'A file or a secret of the receiver cannot be used.' }),
  z.object({ code: z.literal('unknown') }),
]);

/** Why a delivery failed. */
export type DeliveryFailure = z.infer<typeof deliveryFailureSchema>;

/** Where alerts are sent, and whether that works. */
const receiverSchema = z.object({
  name: z.string(),
  kind: z.enum(['alertmanager', 'webhook', 'email']),
  target: z.string().meta({ description: 'A host or addresses; never a secret.' }),
  state: z.enum(['ok', 'failing', 'unused']),
  lastSentAt: timeSchema.nullable(),
  failure: deliveryFailureSchema.nullable().meta({ description: 'Why the last attempt failed.' }),
  waiting: z.number().meta({ description: 'How many messages wait to be sent.' }),
});

/** A receiver. */
export type Receiver = z.infer<typeof receiverSchema>;

/** The receivers of a cluster. */
export const deliveriesSchema = z.object({ receivers: z.array(receiverSchema) });

/** The receivers of a cluster. */
export type Deliveries = z.infer<typeof deliveriesSchema>;

/** The name of a receiver, as it stands in a URL. */
export const receiverNameSchema = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, 'must be the name of a receiver');

/** How a test message went. */
export const deliveryTestSchema = z.object({
  delivered: z.boolean(),
  failure: deliveryFailureSchema.nullable(),
});

/** How a test message went. */
export type DeliveryTest = z.infer<typeof deliveryTestSchema>;
