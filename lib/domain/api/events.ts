import { z } from 'zod';
import { keysEventSchemas } from './key-events';
import { operationSchema } from './operations';
import { overviewSchema } from './overview';

/** What the event stream of a tab carries, one JSON object an event. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('overview'), overview: overviewSchema }),
  z.object({ type: z.literal('metrics'), cluster: z.string(), time: z.string() }),
  z.object({ type: z.literal('alerts'), cluster: z.string() }),
  z.object({ type: z.literal('operation'), operation: operationSchema }),
  ...keysEventSchemas,
  z.object({ type: z.literal('resync') }),
]);

/** One event of the stream. `resync` means: some were dropped, read everything anew. */
export type StreamEvent = z.infer<typeof eventSchema>;
