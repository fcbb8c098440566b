import 'server-only';
import type { KnownMember } from '../etcd/cluster-connection';

const metricsPath = '/metrics';

const asPage = (url: string): string => (url.endsWith(metricsPath) ? url : `${url}${metricsPath}`);

const hostOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).hostname : undefined;

/**
 * Where a member's metrics page may be: its client URL, then the configured metrics URLs on one of
 * its hosts. Several members may share a host: the page itself tells whose it is.
 */
export const memberMetricsUrls = (
  { listed, connection }: KnownMember,
  metricsUrls: readonly string[],
): string[] => {
  const urls = [...listed.clientUrls, ...listed.peerUrls, connection?.endpoint ?? ''];
  const hosts = new Set(urls.map(hostOf));
  const configured = metricsUrls.filter((url) => hosts.has(hostOf(url)));
  const own = connection === undefined ? [] : [connection.endpoint];
  return [...new Set([...own, ...configured].map(asPage))];
};
