import 'server-only';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';

/** Whether SQLite says that another process holds the lock. */
const isHeldByAnother = (error: unknown): boolean =>
  error instanceof Error && /locked|busy/i.test(error.message);

/**
 * Makes this process the only one of its kind in a folder until it ends, however it ends: SQLite's
 * file lock is the operating system's, so a kill frees it and no file has to be tidied up. Makes
 * the folder where it is missing. Gives what unlocks it, or undefined where another process holds
 * it; throws where the folder cannot be written.
 */
export const lockDirectory = (directory: string): (() => void) | undefined => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, 'etcdscope.lock');
  const database = new Database(file);
  try {
    chmodSync(file, 0o600);
    database.pragma('busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if (isHeldByAnother(error)) {
      return undefined;
    }
    throw error;
  }
};
