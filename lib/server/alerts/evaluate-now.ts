import 'server-only';
import { eventHub } from '../events/hub';
import { logger } from '../http/logger';
import { clusterAlerts } from './alert-engines';

/**
 * Evaluates a cluster because something was set, without waiting for the next round, and tells
 * the pages. Before the first round nothing is known yet, so nothing is evaluated.
 */
export const evaluateNow = (cluster: string): void => {
  const engine = clusterAlerts(cluster);
  const evaluated =
    engine.evaluatedAt === undefined ? Promise.resolve() : engine.evaluate(Date.now());
  evaluated
    .catch((error: unknown) => {
      logger().warn({ cluster, err: error }, 'alerts could not be evaluated');
    })
    .finally(() => eventHub().publish(`alerts:${cluster}`, { type: 'alerts', cluster }));
};
