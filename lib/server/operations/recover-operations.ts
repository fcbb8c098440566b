import 'server-only';
import { settleLeftovers } from '../backups/settle-leftovers';
import { configuration } from '../config/load-configuration';
import { closeAbandonedOperations } from '../store/operations';
import { store } from '../store/store';
import { runningOperations } from './running-operations';

const recover = async (): Promise<void> => {
  await closeAbandonedOperations(store(), new Date().toISOString());
  await settleLeftovers(configuration().backupDirectory);
};

/**
 * At the start of the process: what an earlier one left running is closed as `unknown`, because
 * nobody saw its end, and its unfinished files are removed. No operation starts before that.
 * Rejects where the store fails.
 */
export const recoverOperations = (): Promise<void> => {
  const recovery = recover();
  runningOperations().recovery = recovery.catch(() => undefined);
  return recovery;
};
