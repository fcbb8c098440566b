import 'server-only';
import type { PrometheusConfig } from '../config/prometheus-config';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { memberMetricsUrls } from '../metrics/member-urls';
import { sharedInstance } from '../shared-instance';
import { readTargets } from '../store/scrape-targets';
import type { Store } from '../store/store';
import type { NamedMember } from './match-members';
import { createPrometheusClient, type PrometheusClient } from './prometheus-client';
import type { PrometheusSource } from './query-panels';

/** The connection to a cluster's Prometheus, made once: a configuration lives as the process. */
const clientOf = (config: PrometheusConfig): PrometheusClient => {
  const clients = sharedInstance(
    'prometheus-clients',
    () => new WeakMap<PrometheusConfig, PrometheusClient>(),
  );
  const client = clients.get(config) ?? createPrometheusClient(config);
  clients.set(config, client);
  return client;
};

/**
 * The members of a cluster with the URLs Prometheus may know them by: those who are in it, and
 * from the collector's notes those who were.
 */
const namedMembers = async (
  connection: ClusterConnection,
  store: Store,
): Promise<NamedMember[]> => {
  const [targets, known] = await Promise.all([
    readTargets(store, connection.config.name),
    // Prometheus may answer where no member does, and the notes name them all the same.
    connection.members().catch(() => []),
  ]);
  const listed = known.map((member): NamedMember => {
    const { id, name, clientUrls } = member.listed;
    const target = targets.find(({ memberId }) => memberId === id);
    const own = [...clientUrls, ...memberMetricsUrls(member, [])];
    const urls = target?.url === null || target?.url === undefined ? own : [...own, target.url];
    return { memberId: id, memberName: name || id, urls };
  });
  const noted = targets
    .filter(({ memberId, present }) => present && !listed.some((one) => one.memberId === memberId))
    .map(({ memberId, memberName, url }) => ({
      memberId,
      memberName,
      urls: url === null ? [] : [url],
    }));
  return [...listed, ...noted].toSorted((left, right) =>
    left.memberName.localeCompare(right.memberName),
  );
};

/** A cluster in its Prometheus; undefined where none is configured. */
export const prometheusSourceOf = async (
  connection: ClusterConnection,
  store: Store,
): Promise<PrometheusSource | undefined> => {
  const { prometheus } = connection.config;
  return prometheus === undefined
    ? undefined
    : {
        client: clientOf(prometheus),
        config: prometheus,
        members: await namedMembers(connection, store),
      };
};
