import 'server-only';
import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Problem } from '@/lib/domain/errors';
import type { Refusal } from './refuse-request';

/** The RFC 9457 body of a refusal. */
const problemOf = ({ status, code, detail }: Refusal): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  code,
  parameters: {},
  requestId: randomUUID(),
});

/**
 * Answers with a problem, where nothing was answered yet, and closes the connection: what is left
 * of the request is not read.
 */
export const answerProblem = (
  response: ServerResponse,
  refusal: Refusal,
  headers: Record<string, string>,
): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(problemOf(refusal));
  response.writeHead(refusal.status, {
    ...headers,
    ...(refusal.allow && { allow: refusal.allow.join(', ') }),
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.end(body);
};
