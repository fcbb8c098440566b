import 'server-only';
import type { Migration } from 'kysely';
import { accountsMigration } from './0001-accounts';
import { auditMigration } from './0002-audit';
import { operationsMigration } from './0003-operations';
import { samplesMigration } from './0004-samples';

/** Every migration by its number and name; run in this order, never changed once released. */
export const migrations: Record<string, Migration> = {
  '0001-accounts': accountsMigration,
  '0002-audit': auditMigration,
  '0003-operations': operationsMigration,
  '0004-samples': samplesMigration,
};
