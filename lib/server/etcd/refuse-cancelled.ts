import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** Throws `cancelled` where the signal has aborted: such a signal tells nobody a second time. */
export const refuseCancelled = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) {
    throw new AppError('cancelled', { detail: 'The request was cancelled.' });
  }
};
