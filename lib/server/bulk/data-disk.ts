import 'server-only';
import { statfs } from 'node:fs/promises';
import { AppError, isAppError } from '@/lib/domain/errors';
import { formatBytes } from '@/lib/domain/format';
import { isFileError } from '../backups/disk-error';

/** What stays free on the disk of the data directory: the store and its audit log live there. */
const reservedBytes = 64 * 1024 * 1024;

/** Finds out how many bytes are free below a folder. */
export type FreeBytes = (directory: string) => Promise<number>;

/** The bytes free to this process on the disk of a folder. */
const freeBytes: FreeBytes = async (directory) => {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
};

/** Rejects with `disk_full` unless a folder has room for so many bytes and the reserve. */
export const checkDataDisk = async (
  directory: string,
  needed: number,
  free: FreeBytes = freeBytes,
): Promise<void> => {
  const available = await free(directory);
  if (available < needed + reservedBytes) {
    throw new AppError('disk_full', {
      detail: `The disk of the data directory has ${formatBytes(available)} free, and 64 MiB of it are kept free. Free some space and try again.`,
      parameters: { free: formatBytes(available), needed: formatBytes(needed) },
    });
  }
};

/** A failure of the disk of the data directory as `disk_full`; other errors pass unchanged. */
export const dataDiskError = (error: unknown): unknown =>
  !isAppError(error) && isFileError(error, 'ENOSPC', 'EDQUOT', 'EFBIG')
    ? new AppError('disk_full', {
        detail: 'The disk of the data directory is full; free some space and try again.',
        cause: error,
      })
    : error;
