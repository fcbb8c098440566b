import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { isAppError } from '@/lib/domain/errors';
import { logger } from '../http/logger';

const failureOf = (thrown: unknown): NonNullable<Operation['failure']> =>
  isAppError(thrown)
    ? { code: thrown.code, detail: thrown.detail, parameters: thrown.parameters }
    : {
        code: 'internal',
        detail: 'It failed for a reason this program did not foresee; the log tells more.',
        parameters: {},
      };

/**
 * How an operation ended: `succeeded` without a failure, `cancelled` where it was aborted, else
 * `failed` with a sentence. What was not foreseen goes to the log, not to the user.
 */
export const operationOutcome = (
  operation: Operation,
  failure: { thrown: unknown } | undefined,
  signal: AbortSignal,
): Operation => {
  const ended = { ...operation, endedAt: new Date().toISOString(), cancellable: false };
  if (failure === undefined) {
    return { ...ended, state: 'succeeded' };
  }
  if (signal.aborted) {
    return { ...ended, state: 'cancelled' };
  }
  logger().warn({ operation: operation.id, error: failure.thrown }, 'operation failed');
  return { ...ended, state: 'failed', failure: failureOf(failure.thrown) };
};
