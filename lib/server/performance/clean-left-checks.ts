import 'server-only';
import { clusterConnections } from '../etcd/cluster-connections';
import { logger } from '../http/logger';
import { listUncleanedChecks } from '../store/performance-checks';
import { store } from '../store/store';
import { removeCheckKeys } from './remove-check-keys';

const betweenMilliseconds = 60_000;

/** A member that was frozen or cut off may take puts when it is back, long after their deadline. */
const lateMilliseconds = 10 * 60_000;

/**
 * Removes the keys of checks that have ended, one after the other. A cluster that does not answer,
 * or is read-only by now, keeps its own until the next time.
 */
export const cleanLeftChecks = async (): Promise<void> => {
  const endedAfter = new Date(Date.now() - lateMilliseconds).toISOString();
  for (const check of await listUncleanedChecks(store(), endedAfter)) {
    const connection = clusterConnections().find(({ config }) => config.name === check.cluster);
    if (connection === undefined) {
      continue;
    }
    try {
      await removeCheckKeys(connection, check);
    } catch (error) {
      logger().warn(
        { check: check.id, cluster: check.cluster, err: error },
        'keys of a check stay',
      );
    }
  }
};

/**
 * Cleans once the operations of the last run are closed, and then each minute: a cluster may have
 * been away when its check ended, or when this process started.
 */
export const startCleaningChecks = (recovered: Promise<void>): { stop: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const clean = async (): Promise<void> => {
    await cleanLeftChecks().catch((error: unknown) => {
      logger().error({ err: error }, 'keys of performance checks could not be removed');
    });
    if (!isStopped) {
      timer = setTimeout(clean, betweenMilliseconds).unref();
    }
  };
  void recovered.then(clean, () => undefined);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};
