import 'server-only';
import { runningOperations } from './running-operations';

/**
 * At the end of the process: cancels every operation and waits until each has cleaned up and
 * recorded it. Nothing new starts afterwards.
 */
export const stopOperations = async (): Promise<void> => {
  const operations = runningOperations();
  operations.stopping = true;
  const running = [...operations.byId.values()];
  for (const { controller } of running) {
    controller.abort();
  }
  await Promise.all(running.map(({ ended }) => ended));
};
