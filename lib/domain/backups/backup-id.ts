/** Ids of backups are made by the server and stand in URLs and file names. */

const idPattern = /^[a-z0-9][a-z0-9-]{0,127}$/;
const timePattern = /^-\d{8}t\d{9}z-/;
const longestMemberName = 40;

/** Whether a text can be the id of a backup: nothing that could leave a directory. */
export const isBackupId = (text: string): boolean => idPattern.test(text);

/** Whether an id is one that `backupId` gives for this cluster. */
export const isBackupIdOf = (cluster: string, id: string): boolean =>
  isBackupId(id) && id.startsWith(`${cluster}-`) && timePattern.test(id.slice(cluster.length));

const compactTime = (time: Date): string => time.toISOString().replace(/[-:.]/g, '').toLowerCase();

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestMemberName)
    .replace(/^-|-$/g, '') || 'member';

/**
 * The id of a backup: cluster, UTC time to the millisecond, member. Ids of one cluster sort by
 * time. `cluster` must be the name of a configured cluster, which is URL-safe.
 */
export const backupId = (cluster: string, takenAt: Date, memberName: string): string =>
  `${cluster}-${compactTime(takenAt)}-${plainName(memberName)}`;
