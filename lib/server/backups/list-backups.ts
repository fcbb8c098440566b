import 'server-only';
import type { Backup, BackupPage, BackupsQuery } from '@/lib/domain/api/operations';
import { configuration } from '../config/load-configuration';
import { clusterConnection } from '../etcd/cluster-connections';
import { findBackupDirectory } from './backup-files';
import { backupIds } from './backup-ids';
import { readManifest } from './read-manifest';

/** A page of the backups of a cluster, newest first, as the directory tells. */
export const listBackups = async (
  cluster: string,
  { cursor, limit }: BackupsQuery,
): Promise<BackupPage> => {
  const { config } = clusterConnection(cluster);
  const directory = await findBackupDirectory(configuration().backupDirectory, config.name);
  if (directory === undefined) {
    return { backups: [], next: null };
  }
  const ids = (await backupIds(directory, cluster)).filter(
    (id) => cursor === undefined || id < cursor,
  );
  const page = ids.slice(0, limit);
  const backups = await Promise.all(page.map((id) => readManifest(directory, cluster, id)));
  return {
    backups: backups.filter((backup): backup is Backup => backup !== undefined),
    next: ids.length > limit ? (page.at(-1) ?? null) : null,
  };
};
