import 'server-only';
import { z } from 'zod';

const planLineSchema = z.object({
  line: z.number().int(),
  /** The key it is written to, base64url; null where the line tells none. */
  key: z.string().nullable(),
  status: z.enum(['added', 'changed', 'unchanged', 'refused', 'masked', 'broken']),
  reason: z.string().nullable(),
  /** Bytes of the value of the line. */
  size: z.number().int().nullable(),
  /** The mod revision of the key when it was looked at; "0" where there was none. */
  guard: z.string(),
  hadLease: z.boolean(),
});

/** What an import would do with one line of its file, as kept beside it. Holds no value. */
export type PlanLine = z.infer<typeof planLineSchema>;

/** The line of a plan file. */
export const formatPlanLine = (line: PlanLine): string => `${JSON.stringify(line)}\n`;

/** A line of a plan file that this process wrote. Throws where it is broken. */
export const parsePlanLine = (text: string | undefined): PlanLine =>
  planLineSchema.parse(JSON.parse(text ?? ''));
