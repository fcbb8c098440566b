import { secretName } from './client-secret';
import { endpointGroups, hostOf, type MonitoringTarget, portOf } from './monitoring-target';
import { metadataOf, ownLabels, type Placement } from './placement';

type Port = {
  name: string;
  /** The members' own port. */
  port: number;
  /** The port of the Service, no two of which may be the same; nobody dials it. */
  servicePort: number;
  scheme: 'https' | 'http';
  path: string;
  hosts: string[];
};

const freePort = (wanted: number, ports: readonly Port[]): number =>
  ports.some(({ servicePort }) => servicePort === wanted) ? freePort(wanted + 1, ports) : wanted;

/** A port of the Service for each scheme, path and port that members use. */
const portsOf = (target: MonitoringTarget): Port[] => {
  const ports: Port[] = [];
  for (const { scheme, path, addresses } of endpointGroups(target)) {
    for (const number of new Set(addresses.map(portOf))) {
      const hosts = addresses.filter((address) => portOf(address) === number).map(hostOf);
      const name = ports.length === 0 ? 'metrics' : `metrics-${ports.length + 1}`;
      const servicePort = freePort(number, ports);
      ports.push({ name, port: number, servicePort, scheme, path, hosts });
    }
  }
  return ports;
};

const tlsConfig = ({ job, tls }: MonitoringTarget): object => {
  const name = secretName(job);
  return {
    ...(tls?.ca === undefined ? {} : { ca: { secret: { name, key: 'ca.crt' } } }),
    ...(tls?.certificate === undefined ? {} : { cert: { secret: { name, key: 'tls.crt' } } }),
    ...(tls?.key === undefined ? {} : { keySecret: { name, key: 'tls.key' } }),
    ...(tls?.serverName === undefined ? {} : { serverName: tls.serverName }),
  };
};

/**
 * A Service without a selector, the Endpoints behind it and a ServiceMonitor of the Prometheus
 * operator, which scrape members that run outside of Kubernetes or as static pods. The series get
 * the Service's name as `job`.
 */
export const serviceMonitorObjects = (target: MonitoringTarget, placement: Placement): object[] => {
  const { job, intervalSeconds } = target;
  const ports = portsOf(target);
  const metadata = metadataOf(job, placement);
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        clusterIP: 'None',
        ports: ports.map(({ name, port, servicePort }) => ({
          name,
          port: servicePort,
          targetPort: port,
        })),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata,
      subsets: ports.map(({ name, port, hosts }) => ({
        addresses: hosts.map((ip) => ({ ip })),
        ports: [{ name, port }],
      })),
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata,
      spec: {
        selector: { matchLabels: ownLabels(job) },
        namespaceSelector: { matchNames: [placement.namespace] },
        endpoints: ports.map(({ name, scheme, path }) => ({
          port: name,
          scheme,
          path,
          interval: `${intervalSeconds}s`,
          ...(scheme === 'https' ? { tlsConfig: tlsConfig(target) } : {}),
          // Members behind several ports are one cluster: rules add up over all labels but theirs.
          ...(ports.length > 1
            ? { relabelings: [{ action: 'labeldrop', regex: 'endpoint' }] }
            : {}),
        })),
      },
    },
  ];
};
