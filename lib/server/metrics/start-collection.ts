import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { configuration } from '../config/load-configuration';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnections } from '../etcd/cluster-connections';
import { eventHub } from '../events/hub';
import { noteRevision } from '../history/note-revision';
import { logger } from '../http/logger';
import { sharedInstance } from '../shared-instance';
import { thinRevisionTimes } from '../store/revision-times';
import { sampleLimitBytes } from '../store/sample-storage';
import { store } from '../store/store';
import { thinSamples } from '../store/thin-samples';
import { trustedNow } from '../store/trusted-now';
import { ClusterCollector, type CollectorOptions } from './cluster-collector';
import { StepClock } from './step-clock';

const thinEveryMilliseconds = 10 * 60_000;

/** Clusters begin their rounds this far apart, as long as an interval has room for all. */
const betweenClustersMilliseconds = 200;

type Collection = { collectors: ClusterCollector[]; abort: AbortController };

const collection = (): Collection =>
  sharedInstance('metrics-collection', () => {
    const clock = new StepClock();
    const connections = clusterConnections();
    const intervalMilliseconds = configuration().scrapeIntervalSeconds * 1000;
    const between = Math.min(
      betweenClustersMilliseconds,
      intervalMilliseconds / Math.max(1, connections.length),
    );
    return {
      collectors: connections.map((connection, index) =>
        collectorOf(connection, {
          clock,
          intervalMilliseconds,
          offsetMilliseconds: index * between,
        }),
      ),
      abort: new AbortController(),
    };
  });

const collectorOf = (
  connection: ClusterConnection,
  pace: Pick<CollectorOptions, 'clock' | 'intervalMilliseconds' | 'offsetMilliseconds'>,
): ClusterCollector => {
  const cluster = connection.config.name;
  return new ClusterCollector({
    ...pace,
    connection,
    store: store(),
    onRound: (time) =>
      eventHub().publish(`metrics:${cluster}`, {
        type: 'metrics',
        cluster,
        time: new Date(time).toISOString(),
      }),
    onRevision: (seen) => noteRevision(cluster, seen),
  });
};

const keepThin = async (signal: AbortSignal): Promise<void> => {
  const limitBytes = sampleLimitBytes(configuration().sampleLimitMegabytes);
  let since = 0;
  while (!signal.aborted) {
    try {
      const now = await trustedNow(store(), Date.now());
      since = await thinSamples(store(), { now, since, limitBytes, signal });
      await thinRevisionTimes(store(), now);
    } catch (error) {
      logger().warn({ err: error }, 'old samples could not be thinned');
    }
    await delay(thinEveryMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
};

/** Begins to scrape every member of every configured cluster, and to thin what is old. */
export const startMetricsCollection = (): void => {
  const { collectors, abort } = collection();
  for (const collector of collectors) {
    collector.start();
  }
  void keepThin(abort.signal);
};

/** Ends collecting; resolves once nothing more will be stored. */
export const stopMetricsCollection = async (): Promise<void> => {
  const { collectors, abort } = collection();
  abort.abort();
  await Promise.all(collectors.map((collector) => collector.stop()));
};
