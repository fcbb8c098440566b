import 'server-only';
import { BlockList, isIP } from 'node:net';
import { endpointHost, normaliseEndpoint } from '../config/normalise-endpoint';

/** Decides whether a client URL that a member advertises may be dialled. */
export type DialPolicy = (url: string) => boolean;

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const addressList = (allowedHosts: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const entry of allowedHosts) {
    const [address = '', bits] = entry.split('/');
    if (isIP(address) !== 0) {
      list.addSubnet(address, Number(bits ?? (isIP(address) === 6 ? 128 : 32)), familyOf(address));
    }
  }
  return list;
};

/**
 * What a member advertises is input from elsewhere: it is dialled only where its host is that of
 * a configured endpoint, is named in `allowedHosts` (name, address or CIDR), or is loopback as
 * every configured endpoint is. Names are compared as names, never resolved.
 */
export const createDialPolicy = (
  endpoints: readonly string[],
  allowedHosts: readonly string[],
): DialPolicy => {
  const configured = endpoints.map(endpointHost);
  const names = new Set([...configured, ...allowedHosts].map((host) => host.toLowerCase()));
  const addresses = addressList(allowedHosts);
  const onlyLoopback = configured.every(isLoopback);
  return (url) => {
    const endpoint = normaliseEndpoint(url, 'https');
    if (endpoint === undefined) {
      return false;
    }
    const host = endpointHost(endpoint).toLowerCase();
    const isListed = isIP(host) !== 0 && addresses.check(host, familyOf(host));
    return names.has(host) || isListed || (onlyLoopback && isLoopback(host));
  };
};
