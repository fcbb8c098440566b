import type { TlsPaths } from './tls-paths';

/** Where one member's metrics page is. */
export type MetricsEndpoint = {
  memberName: string;
  scheme: 'https' | 'http';
  /** Host and port, as Prometheus dials it: `10.0.0.1:2379`. */
  address: string;
  /** `/metrics`, or what stands in front of it too. */
  path: string;
};

/** A cluster as somebody else's monitoring is told about it. */
export type MonitoringTarget = {
  cluster: string;
  /** What `job` its series have. */
  job: string;
  /** The id of its dashboard in Grafana: 40 characters at most. */
  dashboardId: string;
  endpoints: readonly MetricsEndpoint[];
  /** Undefined for plain http. */
  tls: TlsPaths | undefined;
  intervalSeconds: number;
  /** Which series are this cluster's, as they stand inside braces. */
  matchers: string;
  memberLabel: string;
};

/** The port of an address. */
export const portOf = (address: string): number => Number(/:(\d+)$/.exec(address)?.[1] ?? 0);

/** The host of an address; one of IPv6 without its brackets. */
export const hostOf = (address: string): string =>
  address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

/** Pages that share a scheme and a path, which is all Prometheus can tell apart in one job. */
export type EndpointGroup = { scheme: 'https' | 'http'; path: string; addresses: string[] };

/** The endpoints by scheme and path, in the order they come. */
export const endpointGroups = ({
  endpoints,
}: Pick<MonitoringTarget, 'endpoints'>): EndpointGroup[] => {
  const groups = new Map<string, EndpointGroup>();
  for (const { scheme, path, address } of endpoints) {
    const key = `${scheme} ${path}`;
    const group = groups.get(key) ?? { scheme, path, addresses: [] };
    group.addresses.push(address);
    groups.set(key, group);
  }
  return [...groups.values()];
};
