import 'server-only';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { RequestOrigin } from './request-origin';

/** Concern one connection only (RFC 9110 section 7.6.1). */
export const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Next and its hosts believe these, or we set them ourselves. */
const untrusted =
  /^(x-middleware-|x-nextjs-|x-next-|x-invoke-|x-vercel-|x-now-|x-matched-path$|x-prerender-|x-forwarded-|forwarded$|x-original-|x-rewrite-|x-real-ip$|next-resume$|next-action$|expect$|accept-encoding$)/;

const ownHeaders: ReadonlySet<string> = new Set(['x-etcdscope-csrf', 'x-etcdscope-proxy-secret']);

const isPassedOn = (name: string): boolean => {
  if (name.startsWith('x-etcdscope-')) {
    return ownHeaders.has(name);
  }
  return !connectionHeaders.has(name) && !untrusted.test(name);
};

/**
 * The headers for the application behind the front: what the client sent without what it may not
 * say, and our own `x-etcdscope-*` about where the request came from. `withRange` is false where
 * the answer is rewritten, so that byte positions would not fit.
 */
export const upstreamHeaders = (
  request: IncomingMessage,
  origin: RequestOrigin,
  withRange: boolean,
): OutgoingHttpHeaders => {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (isPassedOn(name) && (withRange || (name !== 'range' && name !== 'if-range'))) {
      headers[name] = value;
    }
  }
  return {
    ...headers,
    host: origin.host,
    'x-forwarded-host': origin.host,
    'x-forwarded-proto': origin.scheme,
    'x-forwarded-for': origin.address,
    'x-etcdscope-prefix': origin.prefix,
    'x-etcdscope-scheme': origin.scheme,
    'x-etcdscope-origin': `${origin.scheme}://${origin.host}`,
    'x-etcdscope-address': origin.address,
  };
};
