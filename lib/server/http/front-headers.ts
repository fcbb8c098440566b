import 'server-only';

/**
 * Headers our own HTTP front sets on every request, after removing any the client sent. Without
 * the front (`next dev`) they are absent and the root of the request's host is taken.
 */
const prefixHeader = 'x-etcdscope-prefix';
const schemeHeader = 'x-etcdscope-scheme';
const originHeader = 'x-etcdscope-origin';
const addressHeader = 'x-etcdscope-address';

/** Where a request came in, as its sender sees it. */
export type PublicAddress = {
  /** Public path prefix without a trailing slash; empty at the root. */
  prefix: string;
  scheme: 'http' | 'https';
  /** `scheme://host[:port]` in lower case. */
  origin: string;
  /** The peer's network address, or `unknown`. */
  address: string;
};

/** What the front said about a request. */
export const publicAddress = (headers: Headers): PublicAddress => {
  const scheme = headers.get(schemeHeader) === 'https' ? 'https' : 'http';
  const origin = headers.get(originHeader) ?? `${scheme}://${headers.get('host') ?? 'localhost'}`;
  return {
    prefix: headers.get(prefixHeader) ?? '',
    scheme,
    origin: origin.toLowerCase(),
    address: headers.get(addressHeader) ?? 'unknown',
  };
};
