import 'server-only';
import { readdir } from 'node:fs/promises';
import { isBackupIdOf } from '@/lib/domain/backups/backup-id';
import { backupEndings } from './backup-files';

/**
 * Ids of the manifests in the directory of a cluster, newest first: its ids sort by time. Files of
 * other names are none of ours.
 */
export const backupIds = async (directory: string, cluster: string): Promise<string[]> => {
  const names = await readdir(directory);
  return names
    .filter((name) => name.endsWith(backupEndings.manifest))
    .map((name) => name.slice(0, -backupEndings.manifest.length))
    .filter((id) => isBackupIdOf(cluster, id))
    .sort()
    .reverse();
};
