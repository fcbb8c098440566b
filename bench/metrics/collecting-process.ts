import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setInterval as every } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterDefaults } from '@/lib/server/config/cluster-defaults';
import type { ClusterConnection, KnownMember } from '@/lib/server/etcd/cluster-connection';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { ClusterCollector } from '@/lib/server/metrics/cluster-collector';
import { StepClock } from '@/lib/server/metrics/step-clock';
import { openStore } from '@/lib/server/store/store';
import { measureStore, type StoreSize } from './measure-store';
import type { Replay } from './replay-pages';

/** What the parent asks for: so many clusters of the replayed members, for so long. */
export type FleetOrder = Pick<Replay, 'members' | 'files'> & {
  clusters: number;
  seconds: number;
  intervalMilliseconds: number;
  directory: string;
};

/** What collecting cost. */
export type FleetCost = {
  rounds: number;
  failures: number;
  seconds: number;
  processorSeconds: number;
  highestRss: number;
  /** Longest the event loop was held, in milliseconds. */
  longestPause: number;
  size: StoreSize;
};

const unused = (): Promise<never> => Promise.reject(new Error('no etcd is asked'));

/** The real connection, but for the list of members: no etcd runs behind the pages. */
const connectReplay = (order: FleetOrder, index: number): ClusterConnection => {
  const connection = connectCluster({
    name: `cluster-${String(index).padStart(3, '0')}`,
    displayName: 'replayed',
    endpoints: order.members.map(({ endpoint }) => endpoint),
    tls: { ...order.files, serverName: undefined },
    ...clusterDefaults,
    source: 'replayed pages',
  });
  const members = order.members.map(
    ({ id, name, endpoint }): KnownMember => ({
      listed: { id, name, peerUrls: [], clientUrls: [endpoint], isLearner: false },
      connection: {
        endpoint,
        status: unused,
        serverCertificate: unused,
        snapshot: () => {
          throw new Error('no etcd is asked');
        },
      },
      refusal: undefined,
    }),
  );
  return { ...connection, members: async () => members };
};

const collect = async (order: FleetOrder): Promise<FleetCost> => {
  const store = await openStore(path.join(order.directory, 'fleet.sqlite'));
  let rounds = 0;
  const clock = new StepClock();
  const connections = Array.from({ length: order.clusters }, (_, index) =>
    connectReplay(order, index),
  );
  const collectors = connections.map(
    (connection, index) =>
      new ClusterCollector({
        connection,
        store,
        clock,
        intervalMilliseconds: order.intervalMilliseconds,
        offsetMilliseconds: (index * order.intervalMilliseconds) / order.clusters,
        onRound: () => {
          rounds += 1;
        },
      }),
  );
  for (const collector of collectors) {
    collector.start();
  }
  // The first rounds, with their handshakes, are the start and not the pace.
  await pause(order.intervalMilliseconds * 1.2);
  rounds = 0;
  let highestRss = 0;
  const sampler = every(() => {
    highestRss = Math.max(highestRss, process.memoryUsage.rss());
  }, 100);
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  pauses.enable();
  const processorBefore = process.cpuUsage();
  const begun = performance.now();
  await pause(order.seconds * 1000);
  const { user, system } = process.cpuUsage(processorBefore);
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(sampler);
  const counted = rounds;
  await Promise.all(collectors.map((collector) => collector.stop()));
  const failed = await store
    .selectFrom('scrape_targets')
    .select('member_id')
    .where('failure', 'is not', null)
    .execute();
  const cost = {
    rounds: counted,
    failures: failed.length,
    seconds,
    processorSeconds: (user + system) / 1e6,
    highestRss,
    longestPause: pauses.max / 1e6,
    size: await measureStore(store),
  };
  for (const connection of connections) {
    connection.close();
  }
  await store.destroy();
  return cost;
};

const asOrder = (message: unknown): FleetOrder => message as FleetOrder;

process.once('message', (message) => {
  void collect(asOrder(message)).then((cost) => process.send?.(cost));
});
