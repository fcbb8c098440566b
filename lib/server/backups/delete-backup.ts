import 'server-only';
import { rm } from 'node:fs/promises';
import { AppError } from '@/lib/domain/errors';
import { diskError } from './disk-error';
import { syncDirectory } from './durable-file';
import { findBackup } from './find-backup';

/**
 * Deletes a backup, confirmed by its file name. The file goes before the manifest, so what a
 * crash leaves is listed as absent and can be deleted again. Rejects with `not_found` or
 * `invalid_input`.
 */
export const deleteBackup = async (
  cluster: string,
  id: string,
  typedFileName: string,
): Promise<void> => {
  const { backup, files } = await findBackup(cluster, id);
  if (typedFileName !== backup.fileName) {
    throw new AppError('invalid_input', {
      detail: `Type the file name ${backup.fileName} to confirm. Nothing was deleted.`,
    });
  }
  try {
    await rm(files.database, { force: true });
    await rm(files.manifest, { force: true });
    await syncDirectory(files.directory);
  } catch (error) {
    throw diskError(error);
  }
};
