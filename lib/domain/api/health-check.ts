import { z } from 'zod';

/** The answer of a passed health check. */
export const healthCheckSchema = z.object({ status: z.literal('ok') });
