import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import { logger } from '../http/logger';
import { createBuckets } from '../http/rate-limit';
import { sharedInstance } from '../shared-instance';
import { type AuditFact, type AuditSubject, writeAudit } from './write-audit';

const deniedCodes = ['unauthenticated', 'forbidden', 'csrf_refused'];

/** Whether an error is a refusal of who asks, which belongs in the audit log. */
export const isDenial = (error: unknown): boolean =>
  isAppError(error) && deniedCodes.includes(error.code);

/**
 * Records that a request was refused, at most once a second per address after 30, so that nobody
 * can fill the disk with refusals. A line that cannot be written is logged: nothing was done.
 */
export const auditDenial = async (
  subject: AuditSubject,
  fact: Omit<AuditFact, 'result' | 'detail'>,
  error: unknown,
): Promise<void> => {
  const buckets = sharedInstance('audited-denials', () => createBuckets(1, 30));
  if (buckets.take(subject.address) > 0) {
    logger().warn({ requestId: subject.requestId, action: fact.action }, 'denied, not audited');
    return;
  }
  try {
    const detail = isAppError(error) ? error.code : 'internal';
    await writeAudit(subject, { ...fact, result: 'denied', detail });
  } catch (cause) {
    logger().error({ requestId: subject.requestId, err: cause }, 'audit of a denial not written');
  }
};
