import 'server-only';
import type { Kysely, Migration } from 'kysely';

const createAccounts = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('accounts')
    .addColumn('username', 'text', (column) => column.primaryKey())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_login_at', 'text')
    .execute();

const createSessions = async (database: Kysely<unknown>): Promise<void> => {
  await database.schema
    .createTable('sessions')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('username', 'text', (column) =>
      column.notNull().references('accounts.username').onDelete('cascade'),
    )
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('sessions_username')
    .on('sessions')
    .column('username')
    .execute();
};

/** Tokens have no reference to accounts: behind KubeSphere their owners are not local accounts. */
const createTokens = async (database: Kysely<unknown>): Promise<void> => {
  await database.schema
    .createTable('tokens')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('username', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('last_used_at', 'text')
    .execute();
  await database.schema.createIndex('tokens_username').on('tokens').column('username').execute();
};

const createServerKeys = (database: Kysely<unknown>): Promise<void> =>
  database.schema
    .createTable('server_keys')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('secret', 'text', (column) => column.notNull())
    .execute();

/** Accounts, sessions, API tokens and the keys this installation makes for itself. */
export const accountsMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createAccounts(database);
    await createSessions(database);
    await createTokens(database);
    await createServerKeys(database);
  },
};
