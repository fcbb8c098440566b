import 'server-only';
import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '@/lib/domain/errors';
import { isPlainHost } from './request-origin';

/** Why a request goes no further than the front. */
export type Refusal = { status: number; code: ErrorCode; detail: string };

/** Headers that say who or what is asking; two of one are an attempt to be ambiguous. */
const singleHeaders: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'authorization',
  'x-etcdscope-csrf',
  'x-etcdscope-proxy-secret',
  'x-remote-user',
]);

const badRequest = (detail: string): Refusal => ({ status: 400, code: 'invalid_input', detail });

const repeatedHeader = (request: IncomingMessage): string | undefined => {
  const seen = new Set<string>();
  for (const [index, text] of request.rawHeaders.entries()) {
    const name = text.toLowerCase();
    if (index % 2 === 1 || !singleHeaders.has(name)) {
      continue;
    }
    if (seen.has(name)) {
      return name;
    }
    seen.add(name);
  }
  return undefined;
};

/**
 * An upgrade reaches us past the proxies that add identity headers (KubeSphere copies such a
 * request as it is), so it is refused before anybody looks at who is asking.
 */
const isUpgrade = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade !== undefined || /\bupgrade\b/i.test(headers.connection ?? '');

/** What is wrong with the shape of a request: ambiguous, an upgrade, or not for an origin server. */
export const refuseShape = (request: IncomingMessage): Refusal | undefined => {
  const url = request.url ?? '';
  if (isUpgrade(request)) {
    return badRequest('This server upgrades no connection.');
  }
  if (!url.startsWith('/') || url.includes('\\') || url.includes('#')) {
    return badRequest('The request target must be a path.');
  }
  const repeated = repeatedHeader(request);
  if (repeated !== undefined) {
    return badRequest(`The header ${repeated} may occur once only.`);
  }
  return isPlainHost(request.headers.host ?? '')
    ? undefined
    : badRequest('The Host header is not a host name with an optional port.');
};

const isReading = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * What this product never asks of Next: server actions, the image optimiser, pages by anything
 * but GET. They are Next's largest attack surface. `path` has no prefix.
 */
export const refuseTarget = (request: IncomingMessage, path: string): Refusal | undefined => {
  if (request.headers['next-action'] !== undefined || path.startsWith('/_next/image')) {
    return { status: 404, code: 'not_found', detail: 'There is nothing here.' };
  }
  if (!isReading(request.method) && !path.startsWith('/api/')) {
    return { status: 405, code: 'method_not_allowed', detail: 'Pages and files are read only.' };
  }
  return isReading(request.method) && hasBody(request)
    ? badRequest('A request that reads carries no body.')
    : undefined;
};
