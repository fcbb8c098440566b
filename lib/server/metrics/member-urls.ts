import 'server-only';
import type { KnownMember } from '../etcd/cluster-connection';

const metricsPath = '/metrics';

/** Where kubeadm has its members serve their metrics, without TLS, on loopback by default. */
const kubeadmPort = 2381;

const asPage = (url: string): string => (url.endsWith(metricsPath) ? url : `${url}${metricsPath}`);

const hostOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).hostname : undefined;

/**
 * Where a member's metrics page may be, most likely first: where it answered last, its client URL,
 * the configured metrics URLs on one of its hosts, and where none is configured and none ever
 * answered kubeadm's. Several members may share a host: the page itself tells whose it is.
 *
 * @param answered the URL that answered last
 */
export const memberMetricsUrls = (
  { listed, connection }: KnownMember,
  metricsUrls: readonly string[],
  answered?: string,
): string[] => {
  const urls = [...listed.clientUrls, ...listed.peerUrls, connection?.endpoint ?? ''];
  const hosts = new Set(urls.map(hostOf));
  const configured = metricsUrls.filter((url) => hosts.has(hostOf(url)));
  const own = connection === undefined ? [] : [connection.endpoint];
  const guessed = metricsUrls.length === 0 ? own.flatMap(kubeadmUrl) : [];
  const likely = [...own, ...configured].map(asPage);
  const isCandidate = answered !== undefined && [...likely, ...guessed].includes(answered);
  return [...new Set(isCandidate ? [answered, ...likely] : [...likely, ...guessed])];
};

const kubeadmUrl = (endpoint: string): string[] => {
  const host = hostOf(endpoint);
  return host === undefined ? [] : [asPage(`http://${host}:${kubeadmPort}`)];
};
