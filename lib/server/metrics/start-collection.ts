import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { configuration } from '../config/load-configuration';
import { clusterConnections } from '../etcd/cluster-connections';
import { eventHub } from '../events/hub';
import { noteRevision } from '../history/note-revision';
import { logger } from '../http/logger';
import { sharedInstance } from '../shared-instance';
import { thinRevisionTimes } from '../store/revision-times';
import { store } from '../store/store';
import { thinSamples } from '../store/thin-samples';
import { ClusterCollector } from './cluster-collector';

const hourMilliseconds = 3_600_000;

type Collection = { collectors: ClusterCollector[]; abort: AbortController };

const collection = (): Collection =>
  sharedInstance('metrics-collection', () => ({
    collectors: clusterConnections().map(collectorOf),
    abort: new AbortController(),
  }));

const collectorOf = (connection: ReturnType<typeof clusterConnections>[number]) => {
  const cluster = connection.config.name;
  return new ClusterCollector({
    connection,
    store: store(),
    intervalMilliseconds: configuration().scrapeIntervalSeconds * 1000,
    onRound: (time) =>
      eventHub().publish(`metrics:${cluster}`, {
        type: 'metrics',
        cluster,
        time: new Date(time).toISOString(),
      }),
    onRevision: (seen) => noteRevision(cluster, seen),
  });
};

const thinEveryHour = async (signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const thinning = [thinSamples(store(), Date.now()), thinRevisionTimes(store(), Date.now())];
    await Promise.all(thinning).catch((error: unknown) => {
      logger().warn({ err: error }, 'old samples could not be thinned');
    });
    await delay(hourMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
};

/** Begins to scrape every member of every configured cluster, and to thin what is old. */
export const startMetricsCollection = (): void => {
  const { collectors, abort } = collection();
  for (const collector of collectors) {
    collector.start();
  }
  void thinEveryHour(abort.signal);
};

/** Ends collecting; resolves once nothing more will be stored. */
export const stopMetricsCollection = async (): Promise<void> => {
  const { collectors, abort } = collection();
  abort.abort();
  await Promise.all(collectors.map((collector) => collector.stop()));
};
