import 'server-only';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SqliteDatabase } from 'kysely';
import Database from 'libsql';

/**
 * Opens (or makes) the SQLite file, readable by this user only.
 * WAL with synchronous=FULL: what a commit acknowledged survives a kill and a power cut.
 */
export const openDatabase = (file: string): SqliteDatabase => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const database = new Database(file);
  chmodSync(file, 0o600);
  database.pragma('busy_timeout = 5000');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  return {
    close: () => {
      database.close();
    },
    // A deferred transaction that reads first cannot wait for another process's write (the
    // command line beside the server): it fails at once. An immediate one waits its turn.
    prepare: (sql) => database.prepare(sql === 'begin' ? 'begin immediate' : sql),
  };
};
