import { z } from 'zod';
import { decimalSchema, reasonSchema, timeSchema } from './common';

/** How a cluster stands, worst last in severity: the words of the verdict come from the reasons. */
const healthSchema = z.enum(['healthy', 'warning', 'critical', 'unknown']);

/** The health of a cluster. */
export type Health = z.infer<typeof healthSchema>;

/** A certificate someone presents, with when it ends. */
const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  notBefore: timeSchema,
  notAfter: timeSchema,
  daysLeft: z.number().int(),
});

/** A certificate and its validity. */
export type Certificate = z.infer<typeof certificateSchema>;

/** Why a member did not answer: a code of `lib/domain/errors` with its English sentence. */
const memberErrorSchema = z.object({ code: z.string(), detail: z.string() });

/** One member with what its own Status RPC said; nulls where it did not answer or expose it. */
const memberSchema = z.object({
  id: z.string().meta({ description: 'Member id in hex, as etcdctl prints it.' }),
  name: z.string(),
  endpoint: z.string().nullable().meta({ description: 'The client URL this process dials.' }),
  clientUrls: z.array(z.string()),
  peerUrls: z.array(z.string()),
  role: z.enum(['leader', 'follower', 'learner', 'unknown']),
  version: z.string().nullable(),
  storageVersion: z.string().nullable(),
  databaseSize: decimalSchema.nullable().meta({ description: 'Bytes of the backend file.' }),
  databaseSizeInUse: decimalSchema.nullable().meta({ description: 'Bytes in use in it.' }),
  quota: decimalSchema.nullable().meta({ description: 'Backend quota in bytes.' }),
  raftTerm: decimalSchema.nullable(),
  raftIndex: decimalSchema.nullable(),
  raftAppliedIndex: decimalSchema.nullable(),
  raftLag: decimalSchema.nullable().meta({
    description: 'Entries this member is behind the furthest applied index of all that answered.',
  }),
  latencyMilliseconds: z.number().nullable(),
  certificate: certificateSchema.nullable(),
  errors: z.array(z.string()).meta({ description: 'Errors the member reports of itself.' }),
  failure: memberErrorSchema.nullable(),
});

/** One member of a cluster as the overview shows it. */
export type Member = z.infer<typeof memberSchema>;

/** An alarm a member raised. */
const alarmSchema = z.object({ memberId: z.string(), type: z.string() });

/** Everything the overview page needs about a cluster. */
export const overviewSchema = z.object({
  cluster: z.string(),
  displayName: z.string(),
  clusterId: z.string().nullable(),
  readOnly: z.boolean(),
  health: healthSchema,
  reasons: z.array(reasonSchema),
  checkedAt: timeSchema,
  elapsedMilliseconds: z.number(),
  answered: z.number().int(),
  voters: z.number().int(),
  quorum: z.number().int(),
  failuresSurvivable: z.number().int(),
  leaderId: z.string().nullable(),
  leaderSince: timeSchema.nullable().meta({ description: 'First time this process saw it lead.' }),
  raftTerm: decimalSchema.nullable(),
  revision: decimalSchema.nullable(),
  alarms: z.array(alarmSchema),
  clientCertificate: certificateSchema.nullable(),
  members: z.array(memberSchema),
});

/** A cluster's verdict, members and evidence. */
export type Overview = z.infer<typeof overviewSchema>;

/** The list of clusters, worst first. */
export const clustersSchema = z.object({ clusters: z.array(overviewSchema) });
