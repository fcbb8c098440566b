import 'server-only';
import { storedMetricNames } from '@/lib/domain/metrics/panels';
import { type ExposedSample, parseExposition } from '@/lib/domain/metrics/parse-exposition';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';

const startTime = 'process_start_time_seconds';
const serverId = 'etcd_server_id';

/** Says whether the member leads; kept to find leader changes that happened while we were away. */
const isLeaderMetric = 'etcd_server_is_leader';

/** A hint for the history, not a line of a chart, so it is read and not stored. */
const storeRevision = 'etcd_debugging_mvcc_current_revision';

const notStored = new Set([startTime, serverId, storeRevision]);
const wantedNames = new Set([...storedMetricNames, isLeaderMetric, ...notStored]);

/** What a metrics page says, and whose it is where the page tells. */
export type MetricsPage = {
  row: SampleRow;
  /** Hex member id. */
  memberId: string | undefined;
  /** The newest revision the member has; undefined where its page does not tell. */
  revision: bigint | undefined;
};

/** Reads what is kept out of a page scraped at a time; undefined where it is no page of etcd's. */
export const readPage = (text: string, time: number): MetricsPage | undefined => {
  const { samples } = parseExposition(text, wantedNames);
  const stored = samples.filter(({ name }) => !notStored.has(name));
  if (stored.length === 0) {
    return undefined;
  }
  const find = (name: string): ExposedSample | undefined =>
    samples.find((sample) => sample.name === name);
  return {
    row: {
      time,
      started: Math.round((find(startTime)?.value ?? 0) * 1000),
      layout: stored.map(({ name, labels }) => ({ name, labels })),
      values: Float64Array.from(stored, ({ value }) => value),
    },
    memberId: find(serverId)?.labels.server_id,
    revision: wholeNumber(find(storeRevision)?.value),
  };
};

const wholeNumber = (value: number | undefined): bigint | undefined =>
  value === undefined || !Number.isSafeInteger(value) ? undefined : BigInt(value);

/** Whether the member led when a row was taken. */
export const saysItLeads = ({ layout, values }: SampleRow): boolean =>
  values[layout.findIndex(({ name }) => name === isLeaderMetric)] === 1;
