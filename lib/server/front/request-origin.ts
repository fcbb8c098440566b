import 'server-only';
import type { IncomingMessage } from 'node:http';
import type { FrontSettings } from './front-settings';
import { parsePrefix } from './public-prefix';

/** Where a request came from and how its sender sees us. */
export type RequestOrigin = {
  prefix: string;
  scheme: 'http' | 'https';
  /** Host and port as the browser wrote it. */
  host: string;
  /** Address of the client, as far as it can be believed. */
  address: string;
};

const hostPattern = /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/;

/** Whether a `Host` value is a plain host with an optional port. */
export const isPlainHost = (host: string): boolean => host.length <= 255 && hostPattern.test(host);

/** The last of several values is the one the proxy right before us added. */
const lastValue = (value: string | string[] | undefined): string | undefined =>
  value?.toString().split(',').at(-1)?.trim();

const ipv4Of = (address: string): string =>
  address.startsWith('::ffff:') && address.includes('.')
    ? address.slice('::ffff:'.length)
    : address;

/** Reads the origin of a request whose `Host` was found plain. */
export const requestOrigin = (request: IncomingMessage, settings: FrontSettings): RequestOrigin => {
  const direct: RequestOrigin = {
    prefix: settings.basePath,
    scheme: 'http',
    host: request.headers.host ?? '',
    address: ipv4Of(request.socket.remoteAddress ?? ''),
  };
  if (!settings.trustForwarded) {
    return direct;
  }
  const { headers } = request;
  const host = lastValue(headers['x-forwarded-host']);
  const prefix = parsePrefix(headers['x-forwarded-prefix']?.toString() ?? '') ?? '';
  return {
    prefix: direct.prefix === '' ? prefix : direct.prefix,
    scheme: lastValue(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http',
    host: host !== undefined && isPlainHost(host) ? host : direct.host,
    address: ipv4Of(lastValue(headers['x-forwarded-for']) || direct.address),
  };
};
