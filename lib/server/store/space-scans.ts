import 'server-only';
import type { Completeness, SpaceReport, SpaceSummary } from '@/lib/domain/api/space';
import { summaryOfReport } from '@/lib/domain/space/summary-of-report';
import type { Store } from './store';

/** Scans kept of one prefix, and of a cluster altogether. */
const mostOfPrefix = 10;
const mostOfCluster = 100;

/** Stores what a scan found and forgets the oldest ones where there are too many. */
export const insertScan = async (store: Store, report: SpaceReport): Promise<void> => {
  const { id, cluster, completeness } = report;
  const prefix = report.prefix.bytes;
  await store
    .insertInto('space_scans')
    .values({
      id,
      cluster,
      prefix,
      completeness,
      summary: JSON.stringify(summaryOfReport(report)),
      report: JSON.stringify(report),
    })
    .execute();
  await forgetAfter(store, mostOfPrefix, { cluster, prefix });
  await forgetAfter(store, mostOfCluster, { cluster });
};

const forgetAfter = async (
  store: Store,
  most: number,
  { cluster, prefix }: { cluster: string; prefix?: string },
): Promise<void> => {
  let query = store.selectFrom('space_scans').select('id').where('cluster', '=', cluster);
  if (prefix !== undefined) {
    query = query.where('prefix', '=', prefix);
  }
  // SQLite takes an offset only together with a limit.
  const old = await query.orderBy('id', 'desc').limit(mostOfCluster).offset(most).execute();
  if (old.length > 0) {
    const ids = old.map(({ id }) => id);
    await store.deleteFrom('space_scans').where('id', 'in', ids).execute();
  }
};

/** The scans of a cluster that are kept, newest first. */
export const listScanSummaries = async (store: Store, cluster: string): Promise<SpaceSummary[]> => {
  const rows = await store
    .selectFrom('space_scans')
    .select('summary')
    .where('cluster', '=', cluster)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ summary }) => JSON.parse(summary));
};

/** What a scan found, or undefined. */
export const findScan = async (
  store: Store,
  cluster: string,
  id: string,
): Promise<SpaceReport | undefined> => {
  const row = await store
    .selectFrom('space_scans')
    .select('report')
    .where('cluster', '=', cluster)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.report);
};

/** Which scan to find: the newest of these prefixes, below an id, of these outcomes. */
export type ScanFilter = {
  cluster: string;
  /** Base64url. */
  prefixes: readonly string[];
  before?: string;
  completeness?: readonly Completeness[];
};

/** The newest scan of any of some prefixes, or undefined. */
export const findNewestScan = async (
  store: Store,
  { cluster, prefixes, before, completeness }: ScanFilter,
): Promise<SpaceReport | undefined> => {
  let query = store
    .selectFrom('space_scans')
    .select('report')
    .where('cluster', '=', cluster)
    .where('prefix', 'in', prefixes);
  if (before !== undefined) {
    query = query.where('id', '<', before);
  }
  if (completeness !== undefined) {
    query = query.where('completeness', 'in', completeness);
  }
  const row = await query.orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.report);
};
