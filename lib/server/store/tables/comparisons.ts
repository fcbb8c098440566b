import 'server-only';
import type { Difference, ReturnOutcome } from '@/lib/domain/api/history';

/** A comparison; its id is that of its operation. Revisions are decimal text. */
export type ComparisonsTable = {
  id: string;
  cluster: string;
  prefix: Uint8Array;
  left_revision: string;
  right_revision: string;
  right_cluster: string;
  only_removed: number;
  started_by: string;
  added: number;
  removed: number;
  changed: number;
  uncompared: number;
  same: number;
  listed: number;
};

/** A key that differs, in key order by position. */
export type ComparisonRowsTable = {
  comparison_id: string;
  position: number;
  kind: Difference;
  key: Uint8Array;
  /** The key as people read it, to filter by. */
  label: string;
  left_revision: string | null;
  right_revision: string | null;
  masked: number;
  outcome: ReturnOutcome | null;
};
