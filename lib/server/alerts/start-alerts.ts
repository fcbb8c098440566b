import 'server-only';
import { alertRules } from '@/lib/domain/alerts/rules';
import { configuration } from '../config/load-configuration';
import { clusterConnections } from '../etcd/cluster-connections';
import { eventHub } from '../events/hub';
import { logger } from '../http/logger';
import { sharedInstance } from '../shared-instance';
import { store } from '../store/store';
import { clusterAlerts } from './alert-engines';
import { alertDeliverer } from './deliverer';
import { endForgotten } from './end-forgotten';

/** Rounds may be late; only after so many intervals without one are rules evaluated anyhow. */
const silentIntervals = 3;

/** Evaluates after each round of scrapes, and where none comes because nothing can be scraped. */
const follow = (cluster: string): (() => void) => {
  const patience = silentIntervals * configuration().scrapeIntervalSeconds * 1000;
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  const evaluate = async (): Promise<void> => {
    timer?.refresh();
    if (isRunning) {
      return;
    }
    isRunning = true;
    try {
      await clusterAlerts(cluster).evaluate(Date.now());
    } catch (error) {
      logger().warn({ cluster, err: error }, 'alerts could not be evaluated');
    } finally {
      isRunning = false;
    }
  };
  timer = setInterval(() => void evaluate(), patience);
  timer.unref();
  const leave = eventHub().subscribe([`metrics:${cluster}`], {
    deliver: () => void evaluate(),
    close: () => undefined,
  });
  return () => {
    clearInterval(timer);
    leave();
  };
};

const followed = (): (() => void)[] => sharedInstance('followed-alerts', () => []);

/** Begins to evaluate the rules of every configured cluster, and to deliver what fires. */
export const startAlerts = (): void => {
  const clusters = clusterConnections().map(({ config }) => config.name);
  const rules = alertRules.map(({ id }) => id);
  const receivers = configuration().notifications.map(({ name }) => name);
  endForgotten(store(), { clusters, rules, receivers }, Date.now()).catch((error: unknown) => {
    logger().error({ err: error }, 'alerts of clusters that are gone could not be ended');
  });
  followed().push(...clusters.map(follow));
  alertDeliverer().start();
};

/** Ends evaluating and delivering; what is not delivered yet is so after the next start. */
export const stopAlerts = async (): Promise<void> => {
  for (const stop of followed().splice(0)) {
    stop();
  }
  await alertDeliverer().stop();
};
