import { z } from 'zod';
import { decimalSchema } from '../api/common';
import { backupSchema } from '../api/operations';

/**
 * What is written beside a backup file, as `<id>.json`. A backup exists once this does: it is
 * written last, after the file is proved and on disk.
 */
export const backupManifestSchema = backupSchema.omit({ present: true }).extend({
  version: z.literal(1),
  clusterId: z.string(),
  raftTerm: decimalSchema,
  leaderId: z.string().nullable(),
  storageVersion: z.string().nullable(),
  linearizableRevision: decimalSchema.nullable().meta({
    description: 'Revision of the cluster just before, confirmed by a quorum; null without one.',
  }),
  durationMilliseconds: z.number(),
});

/** What is known of a backup from the moment it was taken. */
export type BackupManifest = z.infer<typeof backupManifestSchema>;
