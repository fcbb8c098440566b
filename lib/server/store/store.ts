import 'server-only';
import path from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { configuration } from '../config/load-configuration';
import { sharedInstance } from '../shared-instance';
import { migrations } from './migrations';
import { openDatabase } from './open-database';
import type { Tables } from './tables';

/** The store: every repository function takes or finds one. */
export type Store = Kysely<Tables>;

const migrate = async (file: string): Promise<void> => {
  const database = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: openDatabase(file) }),
  });
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
  });
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      throw error;
    }
  } finally {
    await database.destroy();
  }
};

/** A store over a file that is opened and migrated before its first query is answered. */
const lazyStore = (file: string): Store =>
  new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: async () => {
        await migrate(file);
        return openDatabase(file);
      },
    }),
  });

/** Opens and migrates a store of its own, for tests and the command line; `destroy()` closes it. */
export const openStore = async (file: string): Promise<Store> => {
  const opened = lazyStore(file);
  await opened.selectFrom('server_keys').select('name').limit(1).execute();
  return opened;
};

/** The shared store of this process, in the data directory. */
export const store = (): Store =>
  sharedInstance('store', () =>
    lazyStore(path.join(configuration().dataDirectory, 'etcdscope.sqlite')),
  );
