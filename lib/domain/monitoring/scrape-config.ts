import { endpointGroups, type MonitoringTarget } from './monitoring-target';
import type { TlsPaths } from './tls-paths';

const longestTimeoutSeconds = 10;

/** How `tls_config` of Prometheus names the files. */
const tlsConfig = ({ ca, certificate, key, serverName }: TlsPaths): Record<string, string> => ({
  ...(ca === undefined ? {} : { ca_file: ca }),
  ...(certificate === undefined ? {} : { cert_file: certificate }),
  ...(key === undefined ? {} : { key_file: key }),
  ...(serverName === undefined ? {} : { server_name: serverName }),
});

/**
 * `scrape_configs` of Prometheus for the members of a cluster. Where their pages differ in scheme
 * or path there is an entry for each, and all have the same `job` in their series.
 */
export const scrapeConfigs = (target: MonitoringTarget): { scrape_configs: object[] } => {
  const { job, tls, intervalSeconds } = target;
  return {
    scrape_configs: endpointGroups(target).map(({ scheme, path, addresses }, index) => ({
      job_name: index === 0 ? job : `${job}-${index + 1}`,
      scrape_interval: `${intervalSeconds}s`,
      scrape_timeout: `${Math.min(intervalSeconds, longestTimeoutSeconds)}s`,
      metrics_path: path,
      scheme,
      ...(scheme === 'https' && tls !== undefined ? { tls_config: tlsConfig(tls) } : {}),
      static_configs: [{ targets: addresses, labels: { job } }],
    })),
  };
};
