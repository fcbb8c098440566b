import 'server-only';

const defaultPort = '2379';

/**
 * A client URL as scheme, host and port without a trailing slash: `https://10.0.0.1:2379`. A
 * missing scheme is filled in, as etcdctl does. Undefined where it is not an http(s) URL of a host.
 */
export const normaliseEndpoint = (
  text: string,
  defaultScheme: 'http' | 'https',
): string | undefined => {
  const trimmed = text.trim();
  const withScheme = trimmed.includes('://') ? trimmed : `${defaultScheme}://${trimmed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  const isPlain = url?.username === '' && url.search === '' && url.hash === '';
  if (url === undefined || !isPlain || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    return undefined;
  }
  // URL drops a port that is the scheme's default, which is a port somebody wrote down.
  const writtenPort = /:(\d+)\/*$/.exec(withScheme)?.[1];
  return `${url.protocol}//${url.hostname}:${url.port || writtenPort || defaultPort}`;
};

/** The host of a normalised endpoint, an IPv6 address without its brackets. */
export const endpointHost = (endpoint: string): string =>
  new URL(endpoint).hostname.replace(/^\[|\]$/g, '');

/** The port of a normalised endpoint, which URL leaves out where it is the scheme's default. */
export const endpointPort = (endpoint: string): number => Number(/:(\d+)$/.exec(endpoint)?.[1]);
