import 'server-only';
import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '@/lib/domain/errors';
import type { DeclaredMethods } from './declared-methods';
import { isPlainHost } from './request-origin';

/** Why a request goes no further than the front. */
export type Refusal = {
  status: number;
  code: ErrorCode;
  detail: string;
  /** The methods there are, where another was refused. */
  allow?: readonly string[];
};

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

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

const hasControls = /\p{Cc}/u;

/**
 * Whether everybody reads a path alike: a segment that climbs, or that only becomes two or a broken
 * one once decoded, would be one path to the front and another to the application.
 */
const isPlainPath = (path: string): boolean =>
  path.split('/').every((segment) => {
    try {
      const text = decodeURIComponent(segment);
      return text !== '.' && text !== '..' && !/[/\\]/.test(text) && !hasControls.test(text);
    } catch {
      return false;
    }
  });

/** What is wrong with the shape of a request: ambiguous, an upgrade, or not for an origin server. */
export const refuseShape = (request: IncomingMessage): Refusal | undefined => {
  const url = request.url ?? '';
  if (isUpgrade(request)) {
    return badRequest('This server upgrades no connection.');
  }
  if (!url.startsWith('/') || url.includes('\\') || url.includes('#')) {
    return badRequest('The request target must be a path.');
  }
  if (!isPlainPath(pathOf(url))) {
    return badRequest(
      'The path is not plain: it has dots, slashes or control characters in disguise.',
    );
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

const nothingHere: Refusal = {
  status: 404,
  code: 'not_found',
  detail: 'There is nothing here.',
};

/** Also HEAD: Next would run a GET for it, and never end an event stream that nobody reads. */
const refuseApi = (
  method: string | undefined,
  path: string,
  apiMethods: DeclaredMethods,
): Refusal | undefined => {
  const allow = apiMethods(path);
  if (allow === undefined) {
    return { ...nothingHere, detail: 'The API has no such path; see /api/v1/openapi.json.' };
  }
  return allow.includes(method ?? '')
    ? undefined
    : {
        status: 405,
        code: 'method_not_allowed',
        detail: `This path of the API takes ${allow.join(', ')} only.`,
        allow,
      };
};

/**
 * Server actions, the image optimiser and the error pages that Next keeps for itself: this product
 * never asks for them, and they are Next's largest attack surface.
 */
const isInternal = (request: IncomingMessage, path: string): boolean =>
  request.headers['next-action'] !== undefined ||
  (path.startsWith('/_') && !path.startsWith('/_next/static/'));

/** What is not there, or takes another method. `url` has no prefix. */
export const refuseTarget = (
  request: IncomingMessage,
  url: string,
  apiMethods: DeclaredMethods,
): Refusal | undefined => {
  const { method } = request;
  const path = pathOf(url);
  if (isInternal(request, path)) {
    return nothingHere;
  }
  if (path === '/api' || path.startsWith('/api/')) {
    const refusal = refuseApi(method, path, apiMethods);
    if (refusal !== undefined) {
      return refusal;
    }
  } else if (!isReading(method)) {
    return {
      status: 405,
      code: 'method_not_allowed',
      detail: 'Pages and files are read only.',
      allow: ['GET', 'HEAD'],
    };
  }
  return isReading(method) && hasBody(request)
    ? badRequest('A request that reads carries no body.')
    : undefined;
};
