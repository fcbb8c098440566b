import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { processState } from '../process-state';
import { checkStore } from '../store/check-store';

/**
 * Resolves where this process can serve: its store answers and it is not shutting down. etcd is
 * not asked: a console that vanishes with the cluster it watches helps nobody. Throws AppError
 * `shutting_down`, or the store's error.
 */
export const checkReadiness = async (): Promise<void> => {
  if (processState().shuttingDown) {
    throw new AppError('shutting_down', { detail: 'The server is shutting down.' });
  }
  await checkStore();
};
