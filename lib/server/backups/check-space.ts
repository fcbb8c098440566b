import 'server-only';
import { statfs } from 'node:fs/promises';
import { requiredSpace } from '@/lib/domain/backups/required-space';
import { AppError } from '@/lib/domain/errors';
import { formatBytes } from '@/lib/domain/format';

/** Rejects with `disk_full` where a directory has no room for a backup of a database. */
export const checkSpace = async (directory: string, databaseSize: number): Promise<void> => {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  const needed = requiredSpace(databaseSize);
  if (free < needed) {
    throw new AppError('disk_full', {
      detail: `The disk of the backup directory has ${formatBytes(free)} free, and this backup needs ${formatBytes(needed)}. Free some space and try again.`,
      parameters: { free: formatBytes(free), needed: formatBytes(needed) },
    });
  }
};
