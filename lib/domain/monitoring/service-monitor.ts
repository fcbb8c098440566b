import { endpointGroups, type MonitoringTarget } from './monitoring-target';

const namespace = 'monitoring';

const portOf = (address: string): number => Number(/:(\d+)$/.exec(address)?.[1] ?? 0);
const hostOf = (address: string): string => address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

type Port = { name: string; port: number; scheme: 'https' | 'http'; path: string; hosts: string[] };

/** A port of the Service for each scheme, path and port that members use. */
const portsOf = (target: MonitoringTarget): Port[] => {
  const ports: Port[] = [];
  for (const { scheme, path, addresses } of endpointGroups(target)) {
    for (const number of new Set(addresses.map(portOf))) {
      const hosts = addresses.filter((address) => portOf(address) === number).map(hostOf);
      const name = ports.length === 0 ? 'metrics' : `metrics-${ports.length + 1}`;
      ports.push({ name, port: number, scheme, path, hosts });
    }
  }
  return ports;
};

const secretName = (job: string): string => `${job}-client`;

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
export const serviceMonitorObjects = (target: MonitoringTarget): object[] => {
  const { job, intervalSeconds } = target;
  const ports = portsOf(target);
  const metadata = { name: job, namespace, labels: { 'app.kubernetes.io/name': job } };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        clusterIP: 'None',
        ports: ports.map(({ name, port }) => ({ name, port, targetPort: port })),
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
        selector: { matchLabels: metadata.labels },
        namespaceSelector: { matchNames: [namespace] },
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

const quoteShell = (text: string): string =>
  /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The command that makes the Secret of the client's TLS files, run where they are: what is in them
 * is not part of what is given away. Undefined where there are none.
 */
export const secretCommand = ({ job, tls }: MonitoringTarget): string | undefined => {
  const files = Object.entries({
    'ca.crt': tls?.ca,
    'tls.crt': tls?.certificate,
    'tls.key': tls?.key,
  }).flatMap(([key, file]) =>
    file === undefined ? [] : [`--from-file=${key}=${quoteShell(file)}`],
  );
  return files.length === 0
    ? undefined
    : `kubectl -n ${namespace} create secret generic ${secretName(job)} ${files.join(' ')}`;
};
