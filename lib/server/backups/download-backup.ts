import 'server-only';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError } from '@/lib/domain/errors';
import { isFileError } from './disk-error';
import { findBackup } from './find-backup';

const chunkSize = 256 * 1024;

const gone = (): AppError =>
  new AppError('not_found', {
    detail: 'The file of this backup is no longer in the backup directory.',
  });

const openPlainFile = async (path: string): Promise<{ file: FileHandle; size: number }> => {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (stats.isFile()) {
      return { file, size: stats.size };
    }
    await file.close();
  } catch (error) {
    if (!isFileError(error, 'ENOENT', 'ELOOP')) {
      throw error;
    }
  }
  throw gone();
};

/** The stream of a file as the web's type, which Node's own typings name differently. */
const asBody = (stream: Readable): ReadableStream<Uint8Array> =>
  Readable.toWeb(stream) as ReadableStream<Uint8Array>;

/**
 * The file of a backup, streamed from disk; the route makes it a sandboxed attachment. Rejects
 * with `not_found` where the manifest or the file is gone. The file is closed once the signal
 * aborts, even where nobody reads the answer.
 */
export const downloadBackup = async (
  cluster: string,
  id: string,
  signal: AbortSignal,
): Promise<Response> => {
  const { backup, files } = await findBackup(cluster, id);
  const { file, size } = await openPlainFile(files.database);
  const stream = file.createReadStream({ highWaterMark: chunkSize });
  const stop = (): void => {
    stream.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  return new Response(asBody(stream), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': `attachment; filename="${backup.fileName}"`,
    },
  });
};
