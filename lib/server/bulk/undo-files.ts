import 'server-only';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { UndoFile, UndoList } from '@/lib/domain/api/bulk';
import { AppError } from '@/lib/domain/errors';
import { isFileError } from '../backups/disk-error';
import { runningOperations } from '../operations/running-operations';
import { undoDirectory, undoPath } from './undo-directory';
import { parseUndoHeader, parseUndoLine, type UndoHeader } from './undo-line';

/** Undo files are kept until there are too many, until they are too old, or fill too much. */
const keptFiles = 50;
const keptDays = 30;
const keptBytes = 2 * 1024 ** 3;

const ending = '.jsonl';
const longestHeader = 16_384;
const longestEnd = 64;

const textAt = async (file: FileHandle, position: number, length: number): Promise<string> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('utf8', 0, bytesRead);
};

const keysAtEnd = (tail: string): string | null => {
  const line = parseUndoLine(tail.trimEnd().split('\n').at(-1) ?? '');
  return line?.type === 'end' ? String(line.keys) : null;
};

/** What stands at both ends of a file; undefined where it is no undo file, or gone. */
const readEnds = async (name: string): Promise<(UndoFile & { cluster: string }) | undefined> => {
  let file: FileHandle;
  try {
    file = await open(path.join(undoDirectory(), name), 'r');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
  try {
    const { size } = await file.stat();
    const header = parseUndoHeader((await textAt(file, 0, longestHeader)).split('\n')[0] ?? '');
    const tail = await textAt(file, Math.max(0, size - longestEnd), longestEnd);
    return header && { ...fileOf(header), size: String(size), keys: keysAtEnd(tail) };
  } finally {
    await file.close();
  }
};

const fileOf = ({ operation, cluster, kind, target, startedBy, startedAt }: UndoHeader) => ({
  operation,
  cluster,
  kind,
  target,
  startedBy,
  startedAt,
});

const namesNewestFirst = async (): Promise<string[]> => {
  try {
    const names = await readdir(undoDirectory());
    return names
      .filter((name) => name.endsWith(ending))
      .sort()
      .reverse();
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return [];
    }
    throw error;
  }
};

/** The undo files of a cluster, newest first, without those that are still being written. */
export const listUndoFiles = async (cluster: string): Promise<UndoList> => {
  const files: UndoFile[] = [];
  for (const name of await namesNewestFirst()) {
    const found = await readEnds(name);
    if (found?.cluster === cluster && !runningOperations().byId.has(found.operation)) {
      const { cluster: _, ...file } = found;
      files.push(file);
    }
  }
  return { files, keptFiles, keptDays, keptBytes: String(keptBytes) };
};

/** Deletes the undo file of a cluster's operation. Rejects with `not_found` where there is none. */
export const deleteUndoFile = async (cluster: string, operation: string): Promise<void> => {
  await findUndoFile(cluster, operation);
  await rm(undoPath(operation));
};

/** The undo file of a cluster's operation, once that has ended. Rejects with `not_found`. */
export const findUndoFile = async (cluster: string, operation: string): Promise<UndoFile> => {
  const found = await readEnds(path.basename(undoPath(operation)));
  if (found === undefined || found.cluster !== cluster || runningOperations().byId.has(operation)) {
    throw new AppError('not_found', { detail: 'There is no such undo file, or not any more.' });
  }
  return found;
};

/**
 * Deletes the undo files above the limits, oldest first; the newest of all stays, and that of the
 * operation that is being undone.
 */
export const pruneUndoFiles = async (now: number, undone?: string): Promise<void> => {
  let bytes = 0;
  for (const [index, name] of (await namesNewestFirst()).entries()) {
    const file = path.join(undoDirectory(), name);
    const { size, mtimeMs } = await stat(file);
    bytes += size;
    const isTooOld = now - mtimeMs > keptDays * 86_400_000;
    const isTooMuch = index > 0 && (index >= keptFiles || bytes > keptBytes);
    const operation = name.slice(0, -ending.length);
    const isNeeded = operation === undone || runningOperations().byId.has(operation);
    if ((isTooOld || isTooMuch) && !isNeeded) {
      await rm(file, { force: true });
    }
  }
};
