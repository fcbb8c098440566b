import 'server-only';
import type { Generated } from 'kysely';
import type { Severity } from '@/lib/domain/api/alerts';

/** An alert from its beginning to its end. Times are milliseconds since 1970. */
export type AlertsTable = {
  id: Generated<number>;
  cluster: string;
  rule: string;
  severity: Severity;
  member_id: string | null;
  member_name: string | null;
  /** JSON of what else tells it from other alerts of the rule. */
  labels: string;
  value: number | null;
  active_at: number;
  /** Null while it is pending; one that ends before it fires is deleted. */
  fired_at: number | null;
  ended_at: number | null;
  /** JSON of the names of the receivers it was handed to: they are told its end. */
  told: string;
};

/** When a cluster was last evaluated, at most a minute ago. */
export type AlertEvaluationsTable = { cluster: string; evaluated_at: number };

/** What was edited of a rule for a cluster; no row where nobody ever did. */
export type AlertRulesTable = {
  cluster: string;
  rule: string;
  /** JSON of the thresholds that differ from their defaults. */
  thresholds: string;
  for_seconds: number;
  enabled: number;
  reason: string;
  set_by: string;
  set_at: number;
};

/** What is not told for a while. */
export type AlertSilencesTable = {
  id: string;
  cluster: string;
  rule: string | null;
  member_id: string | null;
  reason: string;
  created_by: string;
  created_at: number;
  ends_at: number;
  ended_at: number | null;
};

/** What is still to be told to a receiver. */
export type AlertOutboxTable = {
  id: Generated<number>;
  receiver: string;
  alert_id: number;
  kind: 'firing' | 'resolved';
  created_at: number;
};

/** How deliveries to a receiver went. */
export type AlertReceiversTable = {
  name: string;
  last_sent_at: number | null;
  /** JSON of why the last attempt failed, a sentence of older versions; null where it did not. */
  failure: string | null;
  /** Failed attempts since the last good one. */
  failures: number;
  /** Not to be tried again before. */
  retry_at: number;
};
