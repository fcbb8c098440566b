import 'server-only';
import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { isBackupId } from '@/lib/domain/backups/backup-id';
import { AppError } from '@/lib/domain/errors';
import { diskError, isFileError } from './disk-error';

/** The files of one backup, complete and in the making. */
export type BackupFiles = {
  directory: string;
  database: string;
  databasePart: string;
  manifest: string;
  manifestPart: string;
};

/** The endings of the files of a backup after its id. */
export const backupEndings = {
  database: '.db',
  databasePart: '.db.part',
  manifest: '.json',
  manifestPart: '.json.part',
} as const;

const insideRoot = async (root: string, directory: string): Promise<string> => {
  const [realRoot, realDirectory] = await Promise.all([realpath(root), realpath(directory)]);
  if (path.dirname(realDirectory) !== realRoot) {
    throw new AppError('internal', {
      detail: 'The backup directory of this cluster is a link that leads elsewhere.',
    });
  }
  return realDirectory;
};

/**
 * The directory of a cluster's backups, or undefined where none was taken yet. `cluster` must be
 * the name of a configured cluster, which is URL-safe. Links out of the root are refused.
 */
export const findBackupDirectory = async (
  root: string,
  cluster: string,
): Promise<string | undefined> => {
  try {
    return await insideRoot(root, path.join(root, cluster));
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
};

/** The same, made where it is missing, for the owner only. Rejects with a disk error. */
export const makeBackupDirectory = async (root: string, cluster: string): Promise<string> => {
  const directory = path.join(root, cluster);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return await insideRoot(root, directory);
  } catch (error) {
    throw diskError(error);
  }
};

/** The files of a backup in its cluster's directory. `invalid_input` for what is no backup id. */
export const backupFiles = (directory: string, id: string): BackupFiles => {
  if (!isBackupId(id)) {
    throw new AppError('invalid_input', { detail: 'This is not the id of a backup.' });
  }
  const file = (ending: string): string => path.join(directory, `${id}${ending}`);
  return {
    directory,
    database: file(backupEndings.database),
    databasePart: file(backupEndings.databasePart),
    manifest: file(backupEndings.manifest),
    manifestPart: file(backupEndings.manifestPart),
  };
};
