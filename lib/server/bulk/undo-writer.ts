import 'server-only';
import path from 'node:path';
import { createPrivateFile, syncDirectory } from '../backups/durable-file';
import type { BulkChange } from './bulk-change';
import { checkDataDisk, dataDiskError, type FreeBytes } from './data-disk';
import {
  formatCommitted,
  formatUndoEnd,
  formatUndoEntry,
  formatUndoHeader,
  type UndoHeader,
} from './undo-line';

/** Writes down what keys were, before they are changed. Every method rejects with `disk_full`. */
export type UndoWriter = {
  /** Resolves once the keys are on disk; gives the number of the first of them in the file. */
  append(changes: readonly BulkChange[]): Promise<number>;
  /** Notes which of them were changed, and at which revision. */
  committed(revision: string, entries: readonly number[]): Promise<void>;
  /** Notes that the change came to its end; not where a line before that could not be written. */
  end(keys: number): Promise<void>;
  close(): Promise<void>;
};

/** Opens the undo file of an operation; rejects where there is one already. */
export const createUndoWriter = async (
  file: string,
  header: Omit<UndoHeader, 'etcdscope' | 'version'>,
  free?: FreeBytes,
): Promise<UndoWriter> => {
  const directory = path.dirname(file);
  await checkDataDisk(directory, 0, free);
  const handle = await createPrivateFile(file);
  let entries = 0;
  let isBroken = false;
  const write = async (text: string): Promise<void> => {
    try {
      await handle.appendFile(text);
    } catch (error) {
      isBroken = true;
      throw dataDiskError(error);
    }
  };
  await write(formatUndoHeader(header));
  await syncDirectory(directory);
  return {
    append: async (changes) => {
      const text = changes.map(formatUndoEntry).join('');
      await checkDataDisk(directory, text.length, free);
      await write(text);
      await handle.sync();
      const first = entries;
      entries += changes.length;
      return first;
    },
    committed: (revision, numbers) => write(formatCommitted(revision, numbers)),
    end: async (keys) => {
      if (isBroken) {
        // An end would say that what was not noted as changed never was.
        return;
      }
      await write(formatUndoEnd(keys));
      await handle.sync();
    },
    close: () => handle.close(),
  };
};
