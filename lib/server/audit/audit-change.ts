import 'server-only';
import { AppError, isAppError } from '@/lib/domain/errors';
import { logger } from '../http/logger';
import { knownError } from '../http/problem';
import { type AuditFact, type AuditSubject, writeAudit } from './write-audit';

/** What is changed: the fact without its result. */
export type AuditedChange = Omit<AuditFact, 'result' | 'detail'>;

const unwritten = (cause: unknown): AppError =>
  new AppError('internal', {
    detail: 'The audit log cannot be written, so nothing was changed.',
    cause,
  });

const unrecorded = (cause: unknown): AppError =>
  new AppError('outcome_unknown', {
    detail: 'The change was made, but the audit log could not record how it ended.',
    cause,
  });

const recordIntent = async (subject: AuditSubject, change: AuditedChange): Promise<void> => {
  try {
    await writeAudit(subject, { ...change, result: 'intended' });
  } catch (error) {
    throw unwritten(error);
  }
};

const recordFailure = async (
  subject: AuditSubject,
  change: AuditedChange,
  error: unknown,
): Promise<void> => {
  const detail = knownError(error).code;
  const result = isAppError(error) && error.code === 'forbidden' ? 'denied' : 'failed';
  try {
    await writeAudit(subject, { ...change, result, detail });
  } catch (cause) {
    logger().error({ requestId: subject.requestId, err: cause }, 'audit of a failure not written');
  }
};

/**
 * Does a change between two lines of the audit log with the same request id: what is intended,
 * and how it ended. Where the first cannot be written, nothing is done.
 */
export const auditChange = async <Result>(
  subject: AuditSubject,
  change: AuditedChange,
  work: () => Promise<Result>,
): Promise<Result> => {
  await recordIntent(subject, change);
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await recordFailure(subject, change, error);
    throw error;
  }
  try {
    await writeAudit(subject, { ...change, result: 'succeeded' });
  } catch (error) {
    throw unrecorded(error);
  }
  return result;
};
