import 'server-only';
import type { MetricsEndpoint, MonitoringTarget } from '@/lib/domain/monitoring/monitoring-target';
import { configuration } from '../config/load-configuration';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { readTargets } from '../store/scrape-targets';
import type { Store } from '../store/store';
import { jobOf, shortName } from './job-of';

/** The longest id Grafana takes for a dashboard. */
const longestDashboardId = 40;

const endpointOf = (memberName: string, text: string): MetricsEndpoint => {
  const { protocol, hostname, port, pathname } = new URL(text);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return {
    memberName,
    scheme,
    address: `${hostname}:${port || (scheme === 'https' ? '443' : '80')}`,
    path: pathname.endsWith('/metrics') ? pathname : `${pathname.replace(/\/$/, '')}/metrics`,
  };
};

/** Where each member's page was read last, else where it should be; the configured URLs at worst. */
const endpointsOf = async (
  { config, members }: ClusterConnection,
  store: Store,
): Promise<MetricsEndpoint[]> => {
  const [targets, known] = await Promise.all([
    readTargets(store, config.name),
    members().catch(() => []),
  ]);
  const scraped = targets.filter(({ present }) => present);
  const listed = known.flatMap(({ listed: { id, name, clientUrls } }) => {
    const url = scraped.find(({ memberId }) => memberId === id)?.url ?? clientUrls[0];
    return url === undefined || !URL.canParse(url) ? [] : [endpointOf(name || id, url)];
  });
  const noted = scraped.flatMap(({ memberName, url }) =>
    url === null ? [] : [endpointOf(memberName, url)],
  );
  const configured = config.endpoints.map((url) => endpointOf(new URL(url).host, url));
  return [listed, noted, configured].find((endpoints) => endpoints.length > 0) ?? [];
};

/** A cluster as somebody else's monitoring is told about it: the series its Prometheus has, if any. */
export const readMonitoringTarget = async (
  connection: ClusterConnection,
  store: Store,
): Promise<MonitoringTarget> => {
  const { name, tls, prometheus } = connection.config;
  const job = jobOf(name);
  return {
    cluster: name,
    job,
    dashboardId: shortName(`etcdscope-${name}`, longestDashboardId),
    endpoints: await endpointsOf(connection, store),
    tls,
    intervalSeconds: configuration().scrapeIntervalSeconds,
    matchers: prometheus?.matchers ?? `job="${job}"`,
    memberLabel: prometheus?.memberLabel ?? 'instance',
  };
};
