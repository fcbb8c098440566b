import 'server-only';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/domain/errors';
import { isOperationId } from '@/lib/domain/operations/operation-id';
import { configuration } from '../config/load-configuration';
import { dataDiskError } from './data-disk';

/** The folder of the undo files. */
export const undoDirectory = (): string => path.join(configuration().dataDirectory, 'undo');

/** The undo file of an operation. Throws `invalid_input` for what is no id of one. */
export const undoPath = (operation: string): string => {
  if (!isOperationId(operation)) {
    throw new AppError('invalid_input', { detail: 'This is not the id of an operation.' });
  }
  return path.join(undoDirectory(), `${operation}.jsonl`);
};

/** Makes the folder where it is missing, for the owner only. Rejects with an error of the disk. */
export const makeUndoDirectory = async (): Promise<void> => {
  try {
    await mkdir(undoDirectory(), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw dataDiskError(error);
  }
};
