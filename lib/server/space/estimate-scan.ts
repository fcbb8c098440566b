import 'server-only';
import type { ScanEstimate } from '@/lib/domain/api/space';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { secondsOfScan } from '@/lib/domain/space/scan-cost';
import { readOverview } from '../clusters/read-overview';
import { clusterConnection } from '../etcd/cluster-connections';
import { prefixBytes } from './prefix-bytes';
import { readLatestReport } from './read-scan';

/**
 * What measuring a prefix would cost: keys are counted now, bytes are guessed from the last scan
 * that covers it, else from the share the keys have in the database.
 */
export const estimateScan = async (
  cluster: string,
  prefixText: string,
  signal: AbortSignal,
): Promise<ScanEstimate> => {
  const { heavyKeys } = clusterConnection(cluster);
  const countOnly = { limit: 1, countOnly: true };
  const [counted, all] = await heavyKeys.rangeAll(
    [
      { ...rangeBounds(prefixRange(prefixBytes(prefixText))), ...countOnly },
      { ...rangeBounds(prefixRange(new Uint8Array())), ...countOnly },
    ],
    signal,
  );
  const keys = Number(counted?.count ?? 0);
  const bytesPerKey =
    (await bytesPerKeyScanned(cluster, prefixText)) ??
    (await bytesPerKeyInUse(cluster, Number(all?.count ?? 0), signal));
  const bytes = bytesPerKey === undefined ? null : Math.round(keys * bytesPerKey);
  return {
    keys,
    bytes,
    seconds: secondsOfScan(keys, bytes),
    answeredBy: counted?.memberName ?? '',
  };
};

const bytesPerKeyScanned = async (
  cluster: string,
  prefixText: string,
): Promise<number | undefined> => {
  const { report } = await readLatestReport(cluster, prefixText);
  const folder = report?.folders.find(({ name }) => name.bytes === prefixText) ?? report;
  return folder === null || folder.keys === 0 ? undefined : folder.bytes / folder.keys;
};

/** Too much where there is history, which the database holds as well. */
const bytesPerKeyInUse = async (
  cluster: string,
  keys: number,
  signal: AbortSignal,
): Promise<number | undefined> => {
  const { members } = await readOverview(cluster, signal);
  const inUse = members.find(({ databaseSizeInUse }) => databaseSizeInUse)?.databaseSizeInUse;
  return inUse === null || inUse === undefined || keys === 0 ? undefined : Number(inUse) / keys;
};
