import 'server-only';
import type { AuditEntry } from '@/lib/domain/api/operations';
import { logger } from '../http/logger';
import type { Identity, PublicContext } from '../http/request-context';
import { appendAuditRow } from '../store/audit';
import { store } from '../store/store';
import { metrics } from '../telemetry/metrics';
import { hashAuditRow } from './hash-row';

/** Who an audit line is about; without an identity it is nobody known. */
export type AuditSubject = Pick<PublicContext, 'requestId' | 'address'> & {
  identity?: Identity;
};

/** What happened. `actor` only where there is no identity, such as a failed login. */
export type AuditFact = {
  action: string;
  actor?: string;
  cluster?: string;
  resource?: string;
  reason?: string;
  result: AuditEntry['result'];
  detail?: string;
};

/**
 * Appends one line to the audit log and waits until it is on disk. Throws where it cannot be
 * written: whoever is about to change something must not go on then.
 */
export const writeAudit = async (subject: AuditSubject, fact: AuditFact): Promise<void> => {
  const row = {
    time: new Date().toISOString(),
    actor: subject.identity?.username ?? fact.actor ?? 'unknown',
    role: subject.identity?.role ?? null,
    mode: subject.identity?.mode ?? 'none',
    address: subject.address,
    action: fact.action,
    cluster: fact.cluster ?? null,
    resource: fact.resource ?? null,
    reason: fact.reason ?? null,
    result: fact.result,
    detail: fact.detail ?? null,
    request_id: subject.requestId,
  };
  const { sequence, hash } = await append(row);
  // The log is the second sink: a later `audit verify` against a line of it finds a cut tail.
  logger().info({ audit: { sequence, hash, action: row.action, result: row.result } }, 'audit');
};

const append = async (
  row: Parameters<typeof appendAuditRow>[1],
): Promise<Awaited<ReturnType<typeof appendAuditRow>>> => {
  const { auditWrites } = metrics();
  try {
    const appended = await appendAuditRow(store(), row, hashAuditRow);
    auditWrites.inc({ outcome: 'ok' });
    return appended;
  } catch (error) {
    auditWrites.inc({ outcome: 'failed' });
    throw error;
  }
};
