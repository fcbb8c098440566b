import 'server-only';
import { startAlerts, stopAlerts } from './alerts/start-alerts';
import { removeLeftUploads } from './bulk/import-uploads';
import { registerOverviewSource } from './clusters/register-overview-source';
import { logger } from './http/logger';
import { startMetricsCollection, stopMetricsCollection } from './metrics/start-collection';
import { recoverOperations } from './operations/recover-operations';
import { stopOperations } from './operations/stop-operations';
import { startCleaningChecks } from './performance/clean-left-checks';
import { processState } from './process-state';
import { sharedInstance } from './shared-instance';
import { startTelemetry } from './telemetry/start-telemetry';
import { registerKeySource } from './watch/register-key-source';
import { stopWatches } from './watch/shared-watches';

const start = (): void => {
  startTelemetry();
  registerOverviewSource();
  registerKeySource();
  startMetricsCollection();
  startAlerts();
  // The store may be slow to open and nothing waits for it; requests that need it wait themselves.
  const recovered = recoverOperations();
  recovered.catch((error: unknown) => {
    logger().error({ err: error }, 'operations of the last run could not be closed');
  });
  const cleaning = startCleaningChecks(recovered);
  removeLeftUploads().catch((error: unknown) => {
    logger().error({ err: error }, 'uploads of the last run could not be removed');
  });
  processState().stops.push(
    cleaning.stop,
    stopMetricsCollection,
    stopAlerts,
    stopWatches,
    stopOperations,
  );
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
