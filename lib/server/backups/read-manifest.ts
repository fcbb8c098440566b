import 'server-only';
import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import type { Backup } from '@/lib/domain/api/operations';
import { type BackupManifest, backupManifestSchema } from '@/lib/domain/backups/backup-manifest';
import { type BackupFiles, backupFiles } from './backup-files';
import { isFileError } from './disk-error';

const largestManifest = 64 * 1024;

const readSmallFile = async (path: string): Promise<string | undefined> => {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      return stats.isFile() && stats.size <= largestManifest
        ? await file.readFile('utf8')
        : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isFileError(error, 'ENOENT', 'ELOOP', 'EACCES', 'ENXIO')) {
      return undefined;
    }
    throw error;
  }
};

const parseManifest = (text: string): BackupManifest | undefined => {
  try {
    return backupManifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** Whether the file is there as a plain file of the size the manifest tells. */
const isPresent = async (files: BackupFiles, manifest: BackupManifest): Promise<boolean> => {
  try {
    const stats = await lstat(files.database);
    return stats.isFile() && String(stats.size) === manifest.size;
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return false;
    }
    throw error;
  }
};

/**
 * The backup of an id in its cluster's directory, or undefined where there is no manifest of it.
 * A manifest that is not ours, or that tells another id or cluster than its place, counts as none.
 */
export const readManifest = async (
  directory: string,
  cluster: string,
  id: string,
): Promise<Backup | undefined> => {
  const files = backupFiles(directory, id);
  const text = await readSmallFile(files.manifest);
  const manifest = text === undefined ? undefined : parseManifest(text);
  if (manifest === undefined || manifest.id !== id || manifest.cluster !== cluster) {
    return undefined;
  }
  return {
    id,
    cluster,
    fileName: `${id}.db`,
    takenAt: manifest.takenAt,
    memberId: manifest.memberId,
    memberName: manifest.memberName,
    etcdVersion: manifest.etcdVersion,
    revision: manifest.revision,
    size: manifest.size,
    sha256: manifest.sha256,
    proof: manifest.proof,
    startedBy: manifest.startedBy,
    present: await isPresent(files, manifest),
  };
};
