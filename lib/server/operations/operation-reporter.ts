import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { eventHub } from '../events/hub';
import { logger } from '../http/logger';
import { updateOperation } from '../store/operations';
import { store } from '../store/store';
import type { RunningOperation } from './running-operations';

/** Carries what happens to an operation into the store and to the browsers. */
export type OperationReporter = {
  progress(done: number, total: number): void;
  /** Records the outcome; resolves once it is stored, or logged where it could not be. */
  end(outcome: Operation): Promise<void>;
};

const betweenMilliseconds = 500;

/** A reporter that writes and publishes progress at most twice a second, and the end always. */
export const operationReporter = (running: RunningOperation): OperationReporter => {
  let lastReport = performance.now();
  let storing: Promise<void> = Promise.resolve();

  const report = (operation: Operation): void => {
    running.current = operation;
    storing = storing
      .then(() => updateOperation(store(), operation))
      .catch((error: unknown) => {
        // Work in progress, a backup in an emergency above all, outlives a store that fails.
        logger().error({ operation: operation.id, error }, 'operation could not be recorded');
      });
    eventHub().publish('operations', { type: 'operation', operation });
  };

  return {
    progress(done, total) {
      running.current = { ...running.current, done: String(done), total: String(total) };
      const now = performance.now();
      if (now - lastReport >= betweenMilliseconds) {
        lastReport = now;
        report(running.current);
      }
    },
    async end(outcome) {
      report(outcome);
      await storing;
    },
  };
};
