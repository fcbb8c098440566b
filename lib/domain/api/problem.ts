import { z } from 'zod';
import { type ErrorCode, errorStatus } from '../errors';

/** A problem inside of an answer that had begun: the body that a failed answer would have had. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorStatus),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  requestId: z.string(),
});
