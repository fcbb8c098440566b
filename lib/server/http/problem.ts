import 'server-only';
import { AppError, errorStatus, isAppError, type Problem } from '@/lib/domain/errors';
import { apiHeaders } from './api-headers';
import { logger } from './logger';

const titleOf = (code: string): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Any thrown value as an AppError: what was not thrown on purpose says nothing to the client. */
export const knownError = (error: unknown): AppError =>
  isAppError(error)
    ? error
    : new AppError('internal', {
        detail:
          'Something went wrong inside etcdscope. Its log has the cause under the request id.',
        cause: error,
      });

/** The RFC 9457 body of an error. */
const problemOf = (error: AppError, requestId: string): Problem => ({
  type: `urn:etcdscope:problem:${error.code}`,
  title: titleOf(error.code),
  status: errorStatus[error.code],
  detail: error.detail,
  code: error.code,
  parameters: error.parameters,
  requestId,
});

/** The `application/problem+json` answer to an error; 5xx are logged with their cause. */
export const problemResponse = (thrown: unknown, requestId: string): Response => {
  const error = knownError(thrown);
  const status = errorStatus[error.code];
  // Shutting down is what was asked for, not a failure.
  if (status >= 500 && error.code !== 'shutting_down') {
    logger().error({ requestId, code: error.code, err: error.cause ?? error }, 'request failed');
  }
  const headers = apiHeaders(requestId);
  headers.set('content-type', 'application/problem+json');
  if (status === 429) {
    headers.set('retry-after', String(error.parameters.seconds ?? 1));
  }
  return new Response(JSON.stringify(problemOf(error, requestId)), { status, headers });
};
