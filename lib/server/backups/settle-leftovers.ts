import 'server-only';
import { access, readdir, rename, rm } from 'node:fs/promises';
import { isBackupIdOf } from '@/lib/domain/backups/backup-id';
import { logger } from '../http/logger';
import { type BackupFiles, backupEndings, backupFiles, findBackupDirectory } from './backup-files';
import { isFileError } from './disk-error';
import { syncDirectory } from './durable-file';

const idOf = (cluster: string, name: string, ending: string): string | undefined => {
  const id = name.endsWith(ending) ? name.slice(0, -ending.length) : '';
  return isBackupIdOf(cluster, id) ? id : undefined;
};

const isThere = async (file: string): Promise<boolean> => {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
};

/** A manifest on its way beside a finished file: the crash came between two renames. */
const settleManifest = async (files: BackupFiles): Promise<void> => {
  if (await isThere(files.database)) {
    await rename(files.manifestPart, files.manifest);
    return;
  }
  await rm(files.manifestPart, { force: true });
};

const settleDirectory = async (directory: string, cluster: string): Promise<void> => {
  const names = await readdir(directory);
  for (const name of names) {
    const databaseId = idOf(cluster, name, backupEndings.databasePart);
    const manifestId = idOf(cluster, name, backupEndings.manifestPart);
    if (databaseId !== undefined) {
      await rm(backupFiles(directory, databaseId).databasePart, { force: true });
    }
    if (manifestId !== undefined) {
      await settleManifest(backupFiles(directory, manifestId));
    }
  }
  await syncDirectory(directory);
};

const clusterDirectories = async (root: string): Promise<string[]> => {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return [];
    }
    throw error;
  }
};

/**
 * Cleans up after a process that was killed: unfinished files of backups are removed, and one
 * that lacked only its last rename is completed. Files of other names are left alone. A directory
 * that cannot be read is logged, and does not keep the process from starting.
 */
export const settleLeftovers = async (root: string): Promise<void> => {
  try {
    for (const cluster of await clusterDirectories(root)) {
      const directory = await findBackupDirectory(root, cluster);
      if (directory !== undefined) {
        await settleDirectory(directory, cluster);
      }
    }
  } catch (error) {
    logger().error({ error }, 'unfinished files of backups could not be removed');
  }
};
