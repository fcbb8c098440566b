import { z } from 'zod';
import { decimalSchema } from './common';
import { auditEntrySchema } from './operations';

/** Query of a page of the audit log. */
export const auditQuerySchema = z.strictObject({
  cursor: decimalSchema.optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  action: z.string().min(1).max(64).optional(),
  actor: z.string().min(1).max(256).optional(),
});

/** A query of the audit log. */
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** A page of the audit log, newest first. */
export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  next: decimalSchema.nullable(),
});

/** A page of the audit log. */
export type AuditPage = z.infer<typeof auditPageSchema>;
