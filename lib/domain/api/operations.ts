import { z } from 'zod';
import { isBackupId } from '../backups/backup-id';
import { isOperationId } from '../operations/operation-id';
import { clusterNameSchema, decimalSchema, timeSchema } from './common';

/** Where an operation stands. `unknown` is what a crash leaves: the outcome was never seen. */
const operationStateSchema = z.enum(['running', 'succeeded', 'failed', 'cancelled', 'unknown']);

/** What kinds of long work there are. */
const operationKindSchema = z.enum([
  'backup',
  'search',
  'space',
  'compare',
  'restore-keys',
  'delete-keys',
  'import-keys',
  'performance-check',
]);

/** Work that takes longer than a second, as a record that survives a reload and a restart. */
export const operationSchema = z.object({
  id: z.string(),
  kind: operationKindSchema,
  cluster: z.string(),
  target: z.string().meta({ description: 'What it works on, such as a member name.' }),
  state: operationStateSchema,
  startedBy: z.string(),
  startedAt: timeSchema,
  endedAt: timeSchema.nullable(),
  done: decimalSchema.meta({ description: 'Units done: bytes for a backup, keys for the rest.' }),
  total: decimalSchema.nullable(),
  cancellable: z.boolean(),
  failure: z
    .object({
      code: z.string(),
      detail: z.string(),
      parameters: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
});

/** A long-running piece of work. */
export type Operation = z.infer<typeof operationSchema>;

/** A backup file: it exists once its manifest does. */
export const backupSchema = z.object({
  id: z.string(),
  cluster: z.string(),
  fileName: z.string(),
  takenAt: timeSchema,
  memberId: z.string(),
  memberName: z.string(),
  etcdVersion: z.string(),
  revision: decimalSchema.meta({ description: 'Lowest revision it is sure to contain.' }),
  size: decimalSchema,
  sha256: z.string(),
  proof: z.enum(['checksum']).meta({
    description: 'checksum: the SHA-256 trailer matched the bytes written.',
  }),
  startedBy: z.string(),
  present: z.boolean().meta({ description: 'Whether the file is still in the directory.' }),
});

/** A backup file with its proof. */
export type Backup = z.infer<typeof backupSchema>;

/** One line of the audit log. */
export const auditEntrySchema = z.object({
  sequence: decimalSchema,
  time: timeSchema,
  actor: z.string(),
  role: z.string().nullable(),
  mode: z.string(),
  address: z.string(),
  action: z.string(),
  cluster: z.string().nullable(),
  resource: z.string().nullable(),
  reason: z.string().nullable(),
  result: z.enum(['allowed', 'denied', 'succeeded', 'failed', 'intended']),
  detail: z.string().nullable(),
  requestId: z.string(),
});

/** One line of the audit log. */
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** The id of an operation, as it stands in a URL. */
export const operationIdSchema = z.string().refine(isOperationId, 'must be the id of an operation');

/** The id of a backup, as it stands in a URL. */
export const backupIdSchema = z.string().refine(isBackupId, 'must be the id of a backup');

/** Query of the operations. */
export const operationsQuerySchema = z.strictObject({
  cursor: operationIdSchema.optional().meta({ description: '`next` of the page before.' }),
  cluster: clusterNameSchema.optional(),
  state: operationStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Which operations to list. */
export type OperationsQuery = z.infer<typeof operationsQuerySchema>;

/** A page of operations, newest first. */
export const operationPageSchema = z.object({
  operations: z.array(operationSchema),
  next: z.string().nullable(),
});

/** A page of operations. */
export type OperationPage = z.infer<typeof operationPageSchema>;

/** Query of the backups of a cluster. */
export const backupsQuerySchema = z.strictObject({
  cursor: backupIdSchema.optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Which backups to list. */
export type BackupsQuery = z.infer<typeof backupsQuerySchema>;

/** A page of backups, newest first. */
export const backupPageSchema = z.object({
  backups: z.array(backupSchema),
  next: z.string().nullable(),
});

/** A page of backups. */
export type BackupPage = z.infer<typeof backupPageSchema>;

/** Body that starts a backup. */
export const startBackupSchema = z.strictObject({
  memberId: z
    .string()
    .regex(/^[0-9a-f]{1,16}$/)
    .optional()
    .meta({ description: 'Member id in hex; without it the server picks a follower in sync.' }),
});

/** Body that deletes a backup. */
export const deleteBackupSchema = z.strictObject({
  fileName: z.string().max(256).meta({ description: 'The file name once more, typed by hand.' }),
});
