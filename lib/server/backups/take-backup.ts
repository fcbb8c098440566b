import 'server-only';
import { type FileHandle, rename, rm } from 'node:fs/promises';
import { backupId } from '@/lib/domain/backups/backup-id';
import type { BackupManifest } from '@/lib/domain/backups/backup-manifest';
import { type BackupFiles, backupFiles } from './backup-files';
import { diskError } from './disk-error';
import { createPrivateFile, syncDirectory, writeDurably } from './durable-file';
import type { BackupMember } from './find-backup-member';
import type { ProvedSnapshot } from './snapshot-checksum';
import { writeSnapshot } from './write-snapshot';

/** A backup to take. */
export type BackupRequest = {
  cluster: string;
  member: BackupMember;
  /** An existing directory, the cluster's own. */
  directory: string;
  startedBy: string;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
};

const streamToPart = async (file: FileHandle, request: BackupRequest): Promise<ProvedSnapshot> => {
  try {
    const proved = await writeSnapshot({
      parts: request.member.connection.snapshot(request.signal),
      file,
      signal: request.signal,
      onProgress: request.onProgress,
    });
    await file.sync();
    return proved;
  } finally {
    await file.close();
  }
};

const describeBackup = (
  id: string,
  takenAt: Date,
  { cluster, member, startedBy }: BackupRequest,
  { size, sha256 }: ProvedSnapshot,
): BackupManifest => ({
  version: 1,
  id,
  cluster,
  fileName: `${id}.db`,
  takenAt: takenAt.toISOString(),
  memberId: member.id,
  memberName: member.name,
  etcdVersion: member.status.version,
  revision: member.status.revision,
  size: String(size),
  sha256,
  proof: 'checksum',
  startedBy,
  clusterId: member.status.clusterId,
  raftTerm: member.status.raftTerm,
  leaderId: member.status.leaderId ?? null,
  storageVersion: member.status.storageVersion ?? null,
  linearizableRevision: member.linearizableRevision ?? null,
  durationMilliseconds: Date.now() - takenAt.getTime(),
});

/** Both parts are on disk when the first name changes, so a crash in between can be completed. */
const publish = async (files: BackupFiles, manifest: BackupManifest): Promise<void> => {
  await writeDurably(files.manifestPart, `${JSON.stringify(manifest, undefined, 2)}\n`);
  await rename(files.databasePart, files.database);
  await rename(files.manifestPart, files.manifest);
  await syncDirectory(files.directory);
};

const removeAll = async (files: BackupFiles): Promise<void> => {
  const { databasePart, manifestPart, manifest, database } = files;
  await Promise.all(
    [databasePart, manifestPart, manifest, database].map((file) => rm(file, { force: true })),
  );
};

/**
 * Takes a backup: streams the member's snapshot to a `.part` file, proves its SHA-256, makes it
 * durable, and only then gives it its name and its manifest. After any failure nothing is left.
 * Rejects with `disk_full`, `snapshot_corrupt`, the member's error or the
 * signal's reason.
 */
export const takeBackup = async (request: BackupRequest): Promise<BackupManifest> => {
  const takenAt = new Date();
  const id = backupId(request.cluster, takenAt, request.member.name);
  const files = backupFiles(request.directory, id);
  // Before the try: where this name is taken already, the files are another backup's.
  const part = await createPrivateFile(files.databasePart).catch((error: unknown) => {
    throw diskError(error);
  });
  try {
    const proved = await streamToPart(part, request);
    request.signal.throwIfAborted();
    const manifest = describeBackup(id, takenAt, request, proved);
    await publish(files, manifest);
    return manifest;
  } catch (error) {
    await removeAll(files);
    throw diskError(error);
  }
};
