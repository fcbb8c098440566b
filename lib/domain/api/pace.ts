import { z } from 'zod';

/** How hard background work may read a cluster. */
export const paceSchema = z.enum(['gentle', 'normal', 'fast']);

/** How hard background work may read a cluster. */
export type Pace = z.infer<typeof paceSchema>;
