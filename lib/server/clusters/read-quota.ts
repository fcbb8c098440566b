import 'server-only';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';
import { memberMetricsUrls } from '../metrics/member-urls';
import { sharedInstance } from '../shared-instance';

type RememberedQuota = { quota: string | undefined; freshUntil: number };

const rememberedMilliseconds = 5 * 60 * 1_000;
const retryMilliseconds = 30_000;
const maximumBytes = 4 * 1024 * 1024;
const timeoutMilliseconds = 1_000;

const remembered = (): Map<string, RememberedQuota> =>
  sharedInstance('member-quotas', () => new Map());

const quotaLine = /^etcd_server_quota_backend_bytes (\S+)$/m;

const fetchQuota = async (
  cluster: ClusterConnection,
  known: KnownMember,
): Promise<string | undefined> => {
  // One second for all URLs together: the overview waits for this.
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  for (const url of memberMetricsUrls(known, cluster.config.metricsUrls)) {
    try {
      const page = await cluster.fetchText(url, { timeoutMilliseconds, maximumBytes, signal });
      const quota = Number(quotaLine.exec(page.text)?.[1]);
      return Number.isFinite(quota) ? BigInt(Math.round(quota)).toString() : undefined;
    } catch {
      // The next URL may work; where none does, the quota is shown as not exposed.
    }
  }
  return undefined;
};

/**
 * A member's backend quota in bytes from its metrics page, for versions whose Status does not
 * tell it (before 3.6). Read every five minutes, because it only changes with a restart.
 */
export const readQuota = async (
  cluster: ClusterConnection,
  known: KnownMember,
): Promise<string | undefined> => {
  const key = `${cluster.config.name}/${known.listed.id}`;
  const last = remembered().get(key);
  if (last !== undefined && performance.now() < last.freshUntil) {
    return last.quota;
  }
  const quota = await fetchQuota(cluster, known);
  const milliseconds = quota === undefined ? retryMilliseconds : rememberedMilliseconds;
  remembered().set(key, { quota, freshUntil: performance.now() + milliseconds });
  return quota;
};
