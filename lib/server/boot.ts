import 'server-only';
import { removeLeftUploads } from './bulk/import-uploads';
import { registerOverviewSource } from './clusters/register-overview-source';
import { logger } from './http/logger';
import { startMetricsCollection, stopMetricsCollection } from './metrics/start-collection';
import { recoverOperations } from './operations/recover-operations';
import { stopOperations } from './operations/stop-operations';
import { processState } from './process-state';
import { sharedInstance } from './shared-instance';
import { registerKeySource } from './watch/register-key-source';
import { stopWatches } from './watch/shared-watches';

const start = (): void => {
  registerOverviewSource();
  registerKeySource();
  startMetricsCollection();
  // The store may be slow to open and nothing waits for it; requests that need it wait themselves.
  recoverOperations().catch((error: unknown) => {
    logger().error({ err: error }, 'operations of the last run could not be closed');
  });
  removeLeftUploads().catch((error: unknown) => {
    logger().error({ err: error }, 'uploads of the last run could not be removed');
  });
  processState().stops.push(stopMetricsCollection, stopWatches, stopOperations);
};

/**
 * Starts what works without being asked: scraping, the overview feed, and closing what the last
 * run left open. Does nothing the second time; never waits for etcd.
 */
export const boot = (): void => {
  sharedInstance('boot', () => {
    start();
    return true;
  });
};
