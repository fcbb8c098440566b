import 'server-only';
import type { Migration } from 'kysely';
import { accountsMigration } from './0001-accounts';
import { auditMigration } from './0002-audit';
import { operationsMigration } from './0003-operations';
import { samplesMigration } from './0004-samples';
import { searchMigration } from './0005-search';
import { revisionTimesMigration } from './0006-revision-times';
import { comparisonsMigration } from './0007-comparisons';
import { spaceScansMigration } from './0008-space-scans';
import { clusterSettingsMigration } from './0009-cluster-settings';
import { bulkMigration } from './0010-bulk';
import { packedSamplesMigration } from './0011-packed-samples';
import { alertsMigration } from './0012-alerts';
import { performanceChecksMigration } from './0013-performance-checks';
import { toldReceiversMigration } from './0014-told-receivers';

/** Every migration by its number and name; run in this order, never changed once released. */
export const migrations: Record<string, Migration> = {
  '0001-accounts': accountsMigration,
  '0002-audit': auditMigration,
  '0003-operations': operationsMigration,
  '0004-samples': samplesMigration,
  '0005-search': searchMigration,
  '0006-revision-times': revisionTimesMigration,
  '0007-comparisons': comparisonsMigration,
  '0008-space-scans': spaceScansMigration,
  '0009-cluster-settings': clusterSettingsMigration,
  '0010-bulk': bulkMigration,
  '0011-packed-samples': packedSamplesMigration,
  '0012-alerts': alertsMigration,
  '0013-performance-checks': performanceChecksMigration,
  '0014-told-receivers': toldReceiversMigration,
};
