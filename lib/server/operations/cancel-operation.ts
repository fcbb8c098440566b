import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { AppError } from '@/lib/domain/errors';
import { readOperation } from './read-operation';
import { runningOperations } from './running-operations';

/**
 * Asks an operation to stop, waits until it has cleaned up and gives its record. `conflict` where
 * it had already ended, `not_found` where there is none.
 */
export const cancelOperation = async (id: string): Promise<Operation> => {
  const running = runningOperations().byId.get(id);
  if (running === undefined) {
    const { state } = await readOperation(id);
    throw new AppError('conflict', {
      detail: `This operation is not running any more: it is ${state}.`,
      parameters: { state },
    });
  }
  running.controller.abort();
  await running.ended;
  return readOperation(id);
};
