import 'server-only';
import { AppError, isAppError } from '@/lib/domain/errors';

/** Whether a thrown value is an error of the file system with this code, such as `ENOENT`. */
export const isFileError = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.some((code) => error.code === code);

const fileErrorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** A failure of the backup directory in one sentence; other errors pass unchanged. */
export const diskError = (error: unknown): unknown => {
  if (isAppError(error)) {
    return error;
  }
  if (isFileError(error, 'ENOSPC', 'EDQUOT', 'EFBIG')) {
    return new AppError('disk_full', {
      detail:
        'The disk of the backup directory is full. Nothing was kept; free some space and try again.',
      cause: error,
    });
  }
  const code = fileErrorCode(error);
  return code === undefined
    ? error
    : new AppError('internal', {
        detail: `The backup directory cannot be written (${code}). Check its owner and its rights.`,
        cause: error,
      });
};
