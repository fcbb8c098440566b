import 'server-only';
import type { RuleFacts } from '@/lib/domain/alerts/alert-rule';
import { configuration } from '../config/load-configuration';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnection } from '../etcd/cluster-connections';
import { eventHub } from '../events/hub';
import { sharedInstance } from '../shared-instance';
import { store } from '../store/store';
import type { AlertSource } from './alert-source';
import { ClusterAlerts } from './cluster-alerts';
import { alertDeliverer } from './deliverer';
import { type EmbeddedOptions, embeddedSource } from './embedded-source';
import { prometheusSource } from './prometheus-source';
import { readFacts } from './read-facts';
import { hears } from './receivers';

const factsMilliseconds = 30_000;

/** Facts change slowly and cost requests, so that rounds close to each other share them. */
const sharedFacts = (cluster: string): (() => Promise<RuleFacts>) => {
  let known: { at: number; facts: Promise<RuleFacts> } | undefined;
  return () => {
    const now = performance.now();
    if (known === undefined || now - known.at > factsMilliseconds) {
      known = { at: now, facts: readFacts(cluster) };
    }
    return known.facts;
  };
};

const sourceOf = (connection: ClusterConnection): AlertSource => {
  const { name, prometheus } = connection.config;
  const options: EmbeddedOptions = {
    store: store(),
    cluster: name,
    intervalMilliseconds: configuration().scrapeIntervalSeconds * 1000,
    readFacts: sharedFacts(name),
  };
  return prometheus === undefined
    ? embeddedSource(options)
    : prometheusSource(connection, prometheus, options);
};

const createAlerts = (connection: ClusterConnection): ClusterAlerts => {
  const cluster = connection.config.name;
  return new ClusterAlerts({
    store: store(),
    cluster,
    source: sourceOf(connection),
    receivers: configuration().notifications.map(({ name }) => name),
    receiversOf: ({ severity }) =>
      configuration()
        .notifications.filter((receiver) => hears(receiver, cluster, severity))
        .map(({ name }) => name),
    onChange: () => eventHub().publish(`alerts:${cluster}`, { type: 'alerts', cluster }),
    onMessage: () => alertDeliverer().wake(),
  });
};

/** The alerts of a configured cluster. Throws AppError `unknown_cluster`. */
export const clusterAlerts = (cluster: string): ClusterAlerts => {
  const connection = clusterConnection(cluster);
  const engines = sharedInstance(
    'cluster-alerts',
    () => new WeakMap<ClusterConnection, ClusterAlerts>(),
  );
  const alerts = engines.get(connection) ?? createAlerts(connection);
  engines.set(connection, alerts);
  return alerts;
};
