import 'server-only';
import type { ComparedReport, LatestReport, ScanList, SpaceReport } from '@/lib/domain/api/space';
import { AppError } from '@/lib/domain/errors';
import { folderOfReport } from '@/lib/domain/space/folder-of-report';
import { withGrowth } from '@/lib/domain/space/space-growth';
import { summaryOfReport } from '@/lib/domain/space/summary-of-report';
import { clusterConnection } from '../etcd/cluster-connections';
import { findNewestScan, findScan, listScanSummaries } from '../store/space-scans';
import { store } from '../store/store';
import { coveringPrefixes } from './covering-prefixes';
import { prefixBytes } from './prefix-bytes';

const wholeScans = ['complete', 'restarted'] as const;

/** Growth is told since the last scan of the same prefix that saw everything, as this one did. */
const compared = async (report: SpaceReport): Promise<ComparedReport> => {
  const earlier = wholeScans.some((whole) => whole === report.completeness)
    ? await findNewestScan(store(), {
        cluster: report.cluster,
        prefixes: [report.prefix.bytes],
        before: report.id,
        completeness: wholeScans,
      })
    : undefined;
  if (earlier === undefined) {
    return { ...report, comparedWith: null };
  }
  return { ...withGrowth(report, earlier), comparedWith: summaryOfReport(earlier) };
};

/**
 * The newest scan that covers a prefix: of the prefix itself, or a whole one of a folder above.
 * Rejects with `unknown_cluster`.
 */
export const readLatestReport = async (
  cluster: string,
  prefixText: string,
): Promise<LatestReport> => {
  const { config } = clusterConnection(cluster);
  const prefix = prefixBytes(prefixText);
  const prefixes = coveringPrefixes(prefix, config.delimiter);
  const [covering, own] = await Promise.all([
    findNewestScan(store(), { cluster, prefixes, completeness: wholeScans }),
    findNewestScan(store(), { cluster, prefixes: [prefixText] }),
  ]);
  const [newest] = [covering, own]
    .filter((report) => report !== undefined)
    .toSorted((left, right) => (left.id < right.id ? 1 : -1));
  return { report: newest === undefined ? null : await compared(newest) };
};

/** One report, or only a folder of it. Rejects with `not_found`. */
export const readReport = async (
  cluster: string,
  id: string,
  folder: string | undefined,
): Promise<ComparedReport> => {
  clusterConnection(cluster);
  const stored = await findScan(store(), cluster, id);
  if (stored === undefined) {
    throw new AppError('not_found', { detail: 'There is no space scan of this id any more.' });
  }
  const report = await compared(stored);
  const folders = folder === undefined ? report.folders : folderOfReport(report.folders, folder);
  if (folders.length === 0) {
    throw new AppError('not_found', {
      detail: 'The scan does not list this folder: it holds too little, or lies elsewhere.',
    });
  }
  return { ...report, folders };
};

/** The scans of a cluster that are kept, newest first. */
export const listScans = async (cluster: string): Promise<ScanList> => {
  clusterConnection(cluster);
  return { scans: await listScanSummaries(store(), cluster) };
};
