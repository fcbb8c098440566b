import { isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '@/lib/server/config/cluster-config';
import type { KnownMember } from '@/lib/server/etcd/cluster-connection';
import { createMemberMatcher } from '@/lib/server/prometheus/match-members';
import { createPrometheusClient } from '@/lib/server/prometheus/prometheus-client';
import { askScrapes } from '@/lib/server/prometheus/query-panels';
import { scrapeIntervalOf } from '@/lib/server/prometheus/scrape-interval';

/**
 * The doctor's lines about the Prometheus of a cluster, and whether it knows the members; none
 * where none is configured. How it signs in is told, with what is not.
 */
export const checkPrometheus = async (
  { prometheus }: Pick<ClusterConfig, 'prometheus'>,
  known: readonly KnownMember[],
): Promise<{ isWell: boolean; lines: string[] }> => {
  if (prometheus === undefined) {
    return { isWell: true, lines: [] };
  }
  const { url, credentials, matchers, memberLabel } = prometheus;
  const members = known.map(({ listed: { id, name, clientUrls } }) => ({
    memberId: id,
    memberName: name,
    urls: clientUrls,
  }));
  const lines = [`  Prometheus   ${url}, signed in: ${credentials?.kind ?? 'no'}, {${matchers}}`];
  const client = createPrometheusClient(prometheus);
  try {
    const scrapes = await askScrapes({ client, config: prometheus, members }, Date.now());
    if (scrapes.length === 0) {
      const mend = `no series of etcd within 10 minutes; correct prometheus.matchers {${matchers}}.`;
      return { isWell: false, lines: [...lines, `  FAILS  Prometheus: ${mend}`] };
    }
    const ownerOf = createMemberMatcher(members);
    const ids = new Set(members.map(({ memberId }) => memberId));
    const strangers = scrapes
      .map(({ labels }) => labels[memberLabel] ?? '')
      .filter((value) => !ids.has(ownerOf(value).memberId));
    const seconds = scrapeIntervalOf(scrapes) / 1000;
    const found = `${scrapes.length - strangers.length} of ${members.length} members, every ${seconds} s`;
    const unknown =
      strangers.length === 0 ? '' : `; ${memberLabel} of no member here: ${strangers.join(', ')}`;
    return { isWell: true, lines: [...lines, `  ok     Prometheus: ${found}${unknown}`] };
  } catch (error) {
    const reason = isAppError(error) ? `${error.detail} [${error.code}]` : String(error);
    return { isWell: false, lines: [...lines, `  FAILS  Prometheus: ${reason}`] };
  } finally {
    client.close();
  }
};
