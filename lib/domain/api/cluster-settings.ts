import { z } from 'zod';
import { lineSchema, timeSchema } from './common';

/** What administrators set for a cluster in the console, and who did it why. */
export const clusterSettingsSchema = z.object({
  readOnly: z.boolean().meta({ description: 'The configuration forbids every write.' }),
  kubernetesPrefix: z.string().meta({ description: 'Where Kubernetes keeps its objects.' }),
  kubernetesWritable: z
    .boolean()
    .meta({ description: 'Whether Kubernetes objects may be changed from here.' }),
  reason: z.string().nullable(),
  setBy: z.string().nullable(),
  setAt: timeSchema.nullable(),
});

/** What administrators set for a cluster in the console. */
export type ClusterSettings = z.infer<typeof clusterSettingsSchema>;

/** Body that sets them; the reason is audited and shown. */
export const clusterSettingsChangeSchema = z.strictObject({
  kubernetesWritable: z.boolean(),
  reason: lineSchema.trim().min(3).max(500),
});

/** A change of what administrators set for a cluster. */
export type ClusterSettingsChange = z.infer<typeof clusterSettingsChangeSchema>;
