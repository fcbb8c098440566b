import 'server-only';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { hostOf, type MonitoringTarget, portOf } from '@/lib/domain/monitoring/monitoring-target';

/** What Kubernetes takes for no address of an endpoint (validation of Endpoints). */
const special = new BlockList();
special.addSubnet('127.0.0.0', 8, 'ipv4');
special.addSubnet('169.254.0.0', 16, 'ipv4');
special.addSubnet('224.0.0.0', 24, 'ipv4');
special.addAddress('0.0.0.0', 'ipv4');
special.addAddress('::', 'ipv6');
special.addAddress('::1', 'ipv6');
special.addSubnet('fe80::', 10, 'ipv6');
special.addSubnet('ff02::', 16, 'ipv6');

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * The same with IP addresses for host names, which is all Endpoints of Kubernetes may hold, and
 * sentences about those it will refuse.
 */
export const withAddresses = async (
  target: MonitoringTarget,
): Promise<{ target: MonitoringTarget; warnings: string[] }> => {
  const resolved = await Promise.all(
    target.endpoints.map(async (endpoint) => {
      const host = hostOf(endpoint.address);
      return { endpoint, host, address: isIP(host) === 0 ? await addressOf(host) : host };
    }),
  );
  return {
    target: {
      ...target,
      endpoints: resolved.map(({ endpoint, host, address = host }) => ({
        ...endpoint,
        address: `${address.includes(':') ? `[${address}]` : address}:${portOf(endpoint.address)}`,
      })),
    },
    warnings: resolved.flatMap(({ host, address }) => warningOf(host, address) ?? []),
  };
};

const addressOf = (host: string): Promise<string | undefined> =>
  lookup(host).then(
    ({ address }) => address,
    () => undefined,
  );

const warningOf = (host: string, address: string | undefined): string | undefined => {
  if (address === undefined) {
    return `${host} has no address here: put the member's IP address.`;
  }
  return special.check(address, familyOf(address))
    ? `${address} is an address of one machine or link only: put one Prometheus can reach.`
    : undefined;
};
