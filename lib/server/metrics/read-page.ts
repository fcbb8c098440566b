import 'server-only';
import { type ExposedSample, parseExposition } from '@/lib/domain/metrics/parse-exposition';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { storedMetricNames } from '@/lib/domain/metrics/stored-metrics';

const startTime = 'process_start_time_seconds';
const serverId = 'etcd_server_id';
const storeRevision = 'etcd_debugging_mvcc_current_revision';

/** Kept whatever is drawn: tells what happened while nobody looked. */
const isLeader = 'etcd_server_is_leader';
const compactRevision = 'etcd_debugging_mvcc_compact_revision';
const compactedAt = 'etcd_debugging_mvcc_db_compaction_last';
const leaderChanges = 'etcd_server_leader_changes_seen_total';

const keptNames = new Set([
  ...storedMetricNames,
  isLeader,
  compactRevision,
  compactedAt,
  leaderChanges,
]);
const wantedNames = new Set([...keptNames, startTime, serverId, storeRevision]);

/** What a metrics page says, and whose it is where the page tells. */
export type MetricsPage = {
  /** What is to be stored, in the page's order. */
  samples: ExposedSample[];
  /** When the process started, milliseconds since 1970; 0 where the page does not tell. */
  started: number;
  /** Hex member id. */
  memberId: string | undefined;
  /** The newest revision the member has; undefined where its page does not tell. */
  revision: bigint | undefined;
};

/** Reads what is kept out of a metrics page; undefined where it is no page of etcd's. */
export const readPage = (text: string): MetricsPage | undefined => {
  const { samples } = parseExposition(text, wantedNames);
  const kept = samples.filter(({ series }) => keptNames.has(series.name));
  if (kept.length === 0) {
    return undefined;
  }
  const find = (wanted: string): ExposedSample | undefined =>
    samples.find(({ series }) => series.name === wanted);
  return {
    samples: kept,
    started: Math.round((find(startTime)?.value ?? 0) * 1000),
    memberId: find(serverId)?.series.labels.server_id,
    revision: wholeNumber(find(storeRevision)?.value),
  };
};

const wholeNumber = (value: number | undefined): bigint | undefined =>
  value === undefined || !Number.isSafeInteger(value) ? undefined : BigInt(value);

const metricOf = ({ layout, values }: SampleRow, wanted: string): number | undefined =>
  values[layout.findIndex(({ name }) => name === wanted)];

/** Whether the member led when a row was taken. */
export const saysItLeads = (row: SampleRow): boolean => metricOf(row, isLeader) === 1;

/** How often the member's process saw a leader come; undefined where its page does not tell. */
export const leaderChangesSeen = (row: SampleRow): number | undefined =>
  metricOf(row, leaderChanges);

/** The revision everything before which is compacted, and when the member did it, where it tells. */
export const compactionOf = (
  row: SampleRow,
): { revision: number | undefined; at: number | undefined } => {
  const seconds = metricOf(row, compactedAt);
  return {
    revision: metricOf(row, compactRevision),
    at: seconds === undefined || seconds <= 0 ? undefined : seconds * 1000,
  };
};
