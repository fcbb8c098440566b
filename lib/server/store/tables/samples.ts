import 'server-only';
import type { Generated } from 'kysely';

/** One scrape of one member. Times are milliseconds since 1970. */
export type SamplesTable = {
  cluster: string;
  member_id: string;
  time: number;
  /** When the member's process started. */
  started: number;
  /** Which run of our own clock the time is of. */
  clock: number;
  layout_id: number;
  /** A value per series of the layout, as `packValues` packs them. */
  sample_values: Uint8Array;
};

/** The series of rows, stored once for all rows that share them. */
export type SampleLayoutsTable = {
  id: Generated<number>;
  /** SHA-256 of the series; null for rows from before 0011, whose values are plain floats. */
  digest: string | null;
  /** As `packSeries` packs them. */
  series: Uint8Array;
  /** Within an hour of the time of its newest row. */
  used_at: number;
};

/** One row: what the rows of `samples` take on disk, kept by triggers. */
export type SampleStorageTable = { bytes: number };

/** The last scrape of each member that is or was in a cluster. */
export type ScrapeTargetsTable = {
  cluster: string;
  member_id: string;
  member_name: string;
  /** 0 once the member has left the cluster. */
  present: number;
  url: string | null;
  last_at: number | null;
  bytes: number | null;
  /** Of the page unpacked. */
  page_bytes: number | null;
  milliseconds: number | null;
  failure: string | null;
  /** When it was last a member, for forgetting it in time. */
  seen_at: number;
};

/** Something that happened, drawn on the time axis. */
export type MarksTable = {
  cluster: string;
  time: number;
  kind: 'leader-change' | 'restart' | 'compaction' | 'clock-step';
  /** Empty, as the name, for what happened to no member: our own clock was set. */
  member_id: string;
  member_name: string;
};
