import * as alerts from '@/app/api/v1/clusters/[cluster]/alerts/route';
import { alertRules } from '@/lib/domain/alerts/rules';
import { type Alerts, alertsSchema, type Rule } from '@/lib/domain/api/alerts';
import { type ClusterOptions, type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import { clusterConnection, clusterConnections } from '../../etcd/cluster-connections';
import { eventHub } from '../../events/hub';
import { callRoute, forgetRates, loggedIn, startTestServer } from '../../http/testing';
import { ClusterCollector } from '../../metrics/cluster-collector';
import { StepClock } from '../../metrics/step-clock';
import { saveEditedRule } from '../../store/alert-settings';
import { startAlerts, stopAlerts } from '../start-alerts';

/** How often the members of a watched cluster are scraped. */
export const intervalMilliseconds = 500;

type Watched = Omit<ClusterOptions, 'directory'> & {
  notifications?: NonNullable<Parameters<typeof startTestServer>[0]>['notifications'];
  /** Thresholds other than the defaults, by rule. */
  thresholds?: Readonly<Record<string, Record<string, number>>>;
};

const begin = async (
  cluster: EtcdCluster,
  { notifications, thresholds = {} }: Pick<Watched, 'notifications' | 'thresholds'>,
) => {
  const server = await startTestServer({
    clusters: [cluster.config],
    ...(notifications && { notifications }),
  });
  const { name } = cluster.config;
  const connection = clusterConnection(name);
  for (const { id } of alertRules) {
    await saveEditedRule(
      server.store,
      { cluster: name, rule: id },
      {
        edited: { thresholds: thresholds[id] ?? {}, forSeconds: 0, enabled: true },
        reason: 'tests',
        set_by: 'tests',
        set_at: 0,
      },
    );
  }
  const collector = new ClusterCollector({
    connection,
    store: server.store,
    intervalMilliseconds,
    clock: new StepClock(),
    onRound: (time) =>
      eventHub().publish(`metrics:${name}`, {
        type: 'metrics',
        cluster: name,
        time: new Date(time).toISOString(),
      }),
  });
  startAlerts();
  collector.start();
  const stop = async () => {
    await collector.stop();
    await stopAlerts();
    for (const open of clusterConnections()) {
      open.close();
    }
    await server.stop();
  };
  return { server, connection, stop };
};

/** A real cluster of which samples are collected and on which every rule fires at once. */
export const watchCluster = async ({ notifications, thresholds, ...options }: Watched) => {
  const cluster = await startCluster(options);
  const { server, connection, stop } = await begin(cluster, {
    ...(notifications && { notifications }),
    ...(thresholds && { thresholds }),
  });
  const params = { cluster: cluster.config.name };
  const { headers: viewer } = await loggedIn('viewer', 'viewer');

  const read = async (): Promise<Alerts> =>
    alertsSchema.parse(await (await callRoute(alerts.GET, { params, headers: viewer })).json());

  const firing = async (): Promise<Map<string, Rule>> => {
    forgetRates();
    const fired = (await read()).rules.filter(({ state }) => state === 'firing');
    return new Map(fired.map((rule) => [rule.id, rule]));
  };

  return {
    cluster,
    store: server.store,
    connection,
    viewer,
    read,
    firing,
    untilFiring: (...ids: string[]): Promise<Map<string, Rule>> =>
      waitUntil(`firing: ${ids.join(', ')}`, async () => {
        const found = await firing();
        return ids.every((id) => found.has(id)) && found;
      }),
    untilQuiet: (...ids: string[]): Promise<boolean> =>
      waitUntil(`quiet: ${ids.join(', ')}`, async () => {
        const found = await firing();
        return !ids.some((id) => found.has(id));
      }),
    stop: async () => {
      await stop();
      await cluster.stop();
    },
  };
};
