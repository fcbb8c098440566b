import 'server-only';
import { type BulkOutcome, bulkOutcomeSchema } from '@/lib/domain/api/bulk';
import { AppError } from '@/lib/domain/errors';
import { findBulkOutcome } from '../store/bulk-outcomes';
import { store } from '../store/store';

/** How a bulk change of a cluster ended. Rejects with `not_found` where it did not, or long ago. */
export const readOutcome = async (cluster: string, operation: string): Promise<BulkOutcome> => {
  const outcome = await findBulkOutcome(store(), cluster, operation);
  if (outcome === undefined) {
    throw new AppError('not_found', { detail: 'There is no outcome of this operation.' });
  }
  return bulkOutcomeSchema.parse(JSON.parse(outcome));
};
