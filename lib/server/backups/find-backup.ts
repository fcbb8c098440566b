import 'server-only';
import type { Backup } from '@/lib/domain/api/operations';
import { AppError } from '@/lib/domain/errors';
import { configuration } from '../config/load-configuration';
import { clusterConnection } from '../etcd/cluster-connections';
import { type BackupFiles, backupFiles, findBackupDirectory } from './backup-files';
import { readManifest } from './read-manifest';

/** One backup with its files. Rejects with `unknown_cluster`, `invalid_input` or `not_found`. */
export const findBackup = async (
  cluster: string,
  id: string,
): Promise<{ backup: Backup; files: BackupFiles }> => {
  const { config } = clusterConnection(cluster);
  const directory = await findBackupDirectory(configuration().backupDirectory, config.name);
  const backup =
    directory === undefined ? undefined : await readManifest(directory, config.name, id);
  if (directory === undefined || backup === undefined) {
    throw new AppError('not_found', { detail: 'There is no backup of this id.' });
  }
  return { backup, files: backupFiles(directory, id) };
};
