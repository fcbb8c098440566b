import 'server-only';
import type { AuditEntry } from '@/lib/domain/api/operations';

/** One line of the audit log; `hash` covers the line and the hash of the line before. */
export type AuditTable = {
  sequence: number;
  time: string;
  actor: string;
  role: string | null;
  mode: string;
  address: string;
  action: string;
  cluster: string | null;
  resource: string | null;
  reason: string | null;
  result: AuditEntry['result'];
  detail: string | null;
  request_id: string;
  previous_hash: string;
  hash: string;
};
