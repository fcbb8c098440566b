import 'server-only';
import type { Generated } from 'kysely';

/** One scrape of one member. Times are milliseconds since 1970. */
export type SamplesTable = {
  cluster: string;
  member_id: string;
  time: number;
  /** When the member's process started. */
  started: number;
  layout_id: number;
  /** One little-endian 64-bit float per series of the layout. */
  sample_values: Uint8Array;
};

/** The series of rows: JSON of a SampleLayout, stored once for all rows that share it. */
export type SampleLayoutsTable = {
  id: Generated<number>;
  series: string;
};

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
  milliseconds: number | null;
  failure: string | null;
  /** When it was last a member, for forgetting it in time. */
  seen_at: number;
};

/** Something that happened, drawn on the time axis. */
export type MarksTable = {
  cluster: string;
  time: number;
  kind: 'leader-change' | 'restart';
  member_id: string;
  member_name: string;
};
